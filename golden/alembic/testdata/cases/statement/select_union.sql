--- upgrade
SELECT t.a 
FROM t UNION SELECT t.id 
FROM t;

