--- upgrade
CREATE UNIQUE INDEX ix ON t (a) WHERE a IS NOT NULL;

GO

CREATE INDEX ix2 ON t (a) WHERE b = 'it''s';

GO

