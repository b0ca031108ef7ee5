--- upgrade
SELECT 1 AS anon_1, 'x' AS y, NULL AS anon_2;

