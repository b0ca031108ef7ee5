--- upgrade
UPDATE t SET a=concat(t.a, 'x') WHERE CAST(STRFTIME('%Y', t.d) AS INTEGER) = 2020;

