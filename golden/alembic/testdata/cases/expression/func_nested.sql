--- upgrade
SELECT t.id 
FROM t 
WHERE lower(trim(t.s)) = 'x';

