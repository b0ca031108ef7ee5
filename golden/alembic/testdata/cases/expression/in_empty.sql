--- upgrade
SELECT t.id 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1);

