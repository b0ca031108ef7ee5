--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a, t.s) IN ((1, 'x'), (2, 'y'));

