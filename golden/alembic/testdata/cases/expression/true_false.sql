--- upgrade
SELECT t.id 
FROM t 
WHERE false;

