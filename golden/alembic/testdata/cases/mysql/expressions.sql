--- upgrade
SELECT concat(t.s, 'x') AS anon_1 
FROM t;

SELECT concat('x', t.s, 'y') AS anon_1 
FROM t;

SELECT t.s LIKE concat('%', 'x', '%') AS anon_1 
FROM t;

SELECT t.s LIKE concat('x', '%') AS anon_1 
FROM t;

SELECT t.s LIKE concat('%', 'x') AS anon_1 
FROM t;

SELECT lower(t.s) LIKE concat('%', lower('X'), '%') AS anon_1 
FROM t;

SELECT lower(t.s) LIKE concat(lower('X'), '%') AS anon_1 
FROM t;

SELECT t.s LIKE concat('%', '5/%', '%') ESCAPE '/' AS anon_1 
FROM t;

SELECT t.s LIKE 'a%' AS anon_1 
FROM t;

SELECT lower(t.s) LIKE lower('a%') AS anon_1 
FROM t;

SELECT t.s NOT LIKE 'a' ESCAPE '!' AS anon_1 
FROM t;

SELECT t.s LIKE concat('%', u.s, '%') AS anon_1 
FROM t, u;

SELECT t.a / 2 AS anon_1 
FROM t;

SELECT FLOOR(t.a / 2) AS anon_1 
FROM t;

SELECT FLOOR(t.f / 2) AS anon_1 
FROM t;

SELECT t.a % 3 AS anon_1 
FROM t;

SELECT -t.a 
FROM t;

SELECT t.a ^ 1 AS anon_1 
FROM t;

SELECT t.a DIV 3 AS anon_1 
FROM t;

SELECT t.s REGEXP '^a' AS anon_1 
FROM t;

SELECT t.s NOT REGEXP '^a' AS anon_1 
FROM t;

SELECT NOT (t.a <=> t.id) AS anon_1 
FROM t;

SELECT t.a <=> t.id AS anon_1 
FROM t;

SELECT t.s COLLATE utf8_bin AS anon_1 
FROM t;

SELECT t.s COLLATE `utf8_German2_ci` AS anon_1 
FROM t;

SELECT MATCH (t.s) AGAINST ('word' IN BOOLEAN MODE) AS anon_1 
FROM t;

SELECT rand() AS rand_1;

SELECT rand() AS random_1;

SELECT SYSDATE() AS sysdate_1;

SELECT group_concat(t.s SEPARATOR ', ') AS aggregate_strings_1 
FROM t;

SELECT t.a, t.s WITH ROLLUP AS rollup_1 
FROM t;

SELECT CURRENT_TIMESTAMP AS current_timestamp_1;

SELECT now() AS now_1;

SELECT coalesce(t.s, 'x') AS coalesce_1 
FROM t;

SELECT EXTRACT(millisecond FROM t.d) AS anon_1 
FROM t;

SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t;

SELECT CASE WHEN (t.a = 1) THEN 'x' ELSE 'y' END AS anon_1 
FROM t;

SELECT EXISTS (SELECT * 
FROM u, t 
WHERE u.id = t.id) AS anon_1;

SELECT CASE JSON_EXTRACT(t.j, '$."k"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, '$."k"')) END AS anon_1 
FROM t;

SELECT CASE JSON_EXTRACT(t.j, '$."k"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, '$."k"') AS SIGNED INTEGER) END AS anon_1 
FROM t;

SELECT CASE JSON_EXTRACT(t.j, '$."k"') WHEN 'null' THEN NULL ELSE JSON_EXTRACT(t.j, '$."k"')+0.0000000000000000000000 END AS anon_1 
FROM t;

SELECT CASE JSON_EXTRACT(t.j, '$."k"') WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_1 
FROM t;

SELECT CASE JSON_EXTRACT(t.j, '$."k"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, '$."k"') AS DECIMAL(10, 2)) END AS anon_1 
FROM t;

SELECT JSON_EXTRACT(t.j, '$."k"') AS anon_1 
FROM t;

SELECT JSON_EXTRACT(t.j, '$[1]') AS anon_1 
FROM t;

SELECT JSON_EXTRACT(t.j, '$."a"[1]."b c"') AS anon_1 
FROM t;

SELECT CASE JSON_EXTRACT(t.j, '$."a"."b"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, '$."a"."b"')) END AS anon_1 
FROM t;

SELECT true AS anon_1;

SELECT false AS anon_1;

SELECT NULL AS anon_1;

SELECT 'x\\y' AS anon_1;

SELECT 1.5 AS anon_1;

SELECT true AS anon_1;

SELECT t.a BETWEEN 1 AND 2 AS anon_1 
FROM t;

SELECT row_number() OVER (PARTITION BY t.a ORDER BY t.s) AS anon_1 
FROM t;

SELECT (t.a, t.id) IN ((1, 2)) AS anon_1 
FROM t;

