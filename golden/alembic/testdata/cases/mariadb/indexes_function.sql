--- upgrade
CREATE INDEX ix ON t ((lower(a)), b DESC, c ASC);

