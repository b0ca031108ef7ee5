--- upgrade
ALTER TABLE app.t ADD CONSTRAINT ck_t CHECK (a > 0 OR b IS NULL AND c = 'x');

