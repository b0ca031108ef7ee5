--- upgrade
SELECT t.id 
FROM t 
WHERE t.b IS true;

