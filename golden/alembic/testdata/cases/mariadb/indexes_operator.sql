--- upgrade
CREATE INDEX ix ON t ((a + 1), (-b), CAST(c AS SIGNED INTEGER));

