--- upgrade
INSERT INTO t (a) VALUES ((SELECT max(t.a) + 1 AS anon_1 
FROM t));

