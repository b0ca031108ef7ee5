--- upgrade
SELECT t.s REGEXP CONCAT('(?', :s_1, ')', t.p) AS anon_1, t.s NOT REGEXP CONCAT('(?', :s_2, ')', t.p) AS anon_2, REGEXP_REPLACE(t.s, CONCAT('(?', :s_3, ')', t.p), t.s) AS anon_3, REGEXP_REPLACE(t.s, 'a', 'b') AS anon_4 
FROM t;

