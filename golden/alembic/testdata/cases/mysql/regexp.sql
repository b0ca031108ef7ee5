--- upgrade
SELECT REGEXP_LIKE(t.s, 'a', 'i') AS anon_1, NOT REGEXP_LIKE(t.s, 'a', 'i') AS anon_2, REGEXP_REPLACE(t.s, 'a', 'b', 'i') AS anon_3, REGEXP_REPLACE(t.s, 'a', 'b') AS anon_4 
FROM t;

