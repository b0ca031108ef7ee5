--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a + 1) * 2 - t.id / 3 > t.a % 4;

