--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a NOT IN (NULL) OR (1 = 1));

