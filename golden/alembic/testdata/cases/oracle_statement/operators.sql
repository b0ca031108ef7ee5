--- upgrade
UPDATE t SET n=(mod(t.n, 2)) WHERE DECODE(t.a, :a_1, 0, 1) = 1

/

UPDATE t SET a=(t.a || 'z') WHERE REGEXP_LIKE(t.a, '^a.*')

/

UPDATE t SET a=concat(t.a, 'z') WHERE lower(t.a) LIKE lower('%X%')

/

UPDATE t SET n=(t.n / 2) WHERE t.b = 1

/

UPDATE t SET n=(FLOOR(t.n / 2)) WHERE t.b = 0

/

UPDATE t SET b=0 WHERE t.b = 1

/

UPDATE t SET d=CURRENT_TIMESTAMP WHERE EXTRACT(year FROM t.d) = 2020

/

UPDATE t SET n=LENGTH(t.a) WHERE t.a IN ('x', 'y')

/

UPDATE t SET n=CASE WHEN (t.n > 1) THEN 1 ELSE 0 END WHERE EXISTS (SELECT * 
FROM t 
WHERE t.n = 5)

/

UPDATE t SET a=CAST(t.n AS VARCHAR2(20 CHAR)), n=CAST(t.a AS NUMERIC(10, 2))

/

