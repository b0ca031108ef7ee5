--- upgrade
UPDATE t SET n=(t.n % 2) WHERE NOT (t.a <=> :a_1);

UPDATE t SET a=(concat(t.a, 'z')) WHERE t.a REGEXP '^a.*';

UPDATE t SET a=concat(t.a, 'z') WHERE lower(t.a) LIKE lower('%X%');

UPDATE t SET b=true WHERE t.a LIKE '50/%' ESCAPE '/';

UPDATE t SET n=(t.n / 2) WHERE t.b IS true AND t.b = 0;

UPDATE t SET n=(FLOOR(t.n / 2)) WHERE (t.a LIKE concat('x', '%'));

UPDATE t SET a=NULL WHERE t.b = false;

