--- upgrade
UPDATE t SET n=(t.n % 2) WHERE NOT EXISTS (SELECT t.a INTERSECT SELECT :a_1);

GO

UPDATE t SET a=(t.a + 'z') WHERE lower(t.a) LIKE lower('%X%');

GO

UPDATE t SET n=(t.n / CAST(2 AS NUMERIC)) WHERE t.b = 1;

GO

UPDATE t SET n=(t.n / 2) WHERE t.b = 0;

GO

UPDATE t SET b=0 WHERE t.b = 1;

GO

UPDATE t SET d=CURRENT_TIMESTAMP WHERE t.b IS 1;

GO

UPDATE t SET a=concat(t.a, 'x') WHERE DATEPART(year, t.d) = 2020;

GO

UPDATE t SET n=LEN(t.a) WHERE t.a IN ('x', 'y');

GO

UPDATE t SET n=CASE WHEN (t.b = 1) THEN 1 ELSE 0 END WHERE EXISTS (SELECT 1 AS anon_1);

GO

