--- upgrade
SELECT t.id 
FROM t 
WHERE (REGEXP_REPLACE(t.s, 'a', 'b', 'g')) = 'x';

