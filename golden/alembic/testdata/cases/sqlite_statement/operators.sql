--- upgrade
UPDATE t SET n=(t.n % 2) WHERE t.a IS NOT :a_1;

UPDATE t SET a=(t.a || 'z') WHERE t.a REGEXP '^a.*';

UPDATE t SET a=length(t.a) WHERE lower(t.a) LIKE lower('%X%');

UPDATE t SET n=(t.n / (2 + 0.0)) WHERE t.b IS 1 AND t.b = 0;

UPDATE t SET n=(t.n / 2), d=CURRENT_TIMESTAMP WHERE t.b = 0;

UPDATE t SET n=CAST(t.a AS INTEGER) WHERE (t.a LIKE 'x' || '%' ESCAPE '/');

