--- upgrade
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'it''s';

