--- upgrade
SELECT t_1.a 
FROM t AS t_1;

