--- upgrade
CREATE UNIQUE INDEX ix ON t (a) WHERE b IS NOT NULL;

CREATE INDEX ix2 ON t (a) WHERE b = 'it''s';

--- downgrade
DROP INDEX ix2;

DROP INDEX ix;

