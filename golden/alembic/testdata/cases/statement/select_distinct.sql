--- upgrade
SELECT DISTINCT t.a 
FROM t;

