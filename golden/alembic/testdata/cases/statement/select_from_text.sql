--- upgrade
SELECT a 
FROM t;

