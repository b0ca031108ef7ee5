--- upgrade
SELECT t.a 
FROM t;

