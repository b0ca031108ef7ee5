--- upgrade
SELECT t.id 
FROM t 
WHERE t.a = (SELECT max(t.a) AS max_1 
FROM t);

