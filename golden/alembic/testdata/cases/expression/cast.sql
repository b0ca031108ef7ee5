--- upgrade
SELECT t.id 
FROM t 
WHERE CAST(t.a AS VARCHAR(5)) = 'x';

