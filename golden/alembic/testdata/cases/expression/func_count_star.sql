--- upgrade
SELECT t.id 
FROM t 
WHERE count(*) > 1;

