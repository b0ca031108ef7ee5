--- upgrade
ALTER TABLE t ADD CONSTRAINT ck_t CHECK (a LIKE '%x%' AND b::int > 0);

