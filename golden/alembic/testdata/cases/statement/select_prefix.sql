--- upgrade
SELECT /* hint */ t.a 
FROM t;

