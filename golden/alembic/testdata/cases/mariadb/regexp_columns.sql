--- upgrade
SELECT t.s REGEXP CONCAT('(?', 'i', ')', t.p) AS anon_1, t.s NOT REGEXP CONCAT('(?', 'i', ')', t.p) AS anon_2, REGEXP_REPLACE(t.s, CONCAT('(?', 'i', ')', t.p), t.s) AS anon_3, REGEXP_REPLACE(t.s, 'a', 'b') AS anon_4 
FROM t;

