--- upgrade
SELECT t.id 
FROM t 
WHERE CASE WHEN (t.a = 1) THEN 'x' WHEN (t.a = 2) THEN 'y' ELSE 'z' END = t.s;

