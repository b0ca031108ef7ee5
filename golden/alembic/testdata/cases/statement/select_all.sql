--- upgrade
SELECT t.id, t.a, t.s, t.b, t.d, t.j, t.r, t.n 
FROM t;

