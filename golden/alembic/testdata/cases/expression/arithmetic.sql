--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a + 1) * 2 - t.id / CAST(3 AS NUMERIC) > t.a % 4;

