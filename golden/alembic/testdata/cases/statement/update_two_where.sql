--- upgrade
UPDATE t SET a=(t.a + 1) WHERE t.id = 5 AND t.b IS true;

