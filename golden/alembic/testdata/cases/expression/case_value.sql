--- upgrade
SELECT t.id 
FROM t 
WHERE CASE t.a WHEN 1 THEN 'x' WHEN 2 THEN 'y' END = 'x';

