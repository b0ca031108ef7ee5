--- upgrade
ALTER TABLE t ADD CONSTRAINT ck_t CHECK (kind IN ('a', 'b', 'it''s'));

