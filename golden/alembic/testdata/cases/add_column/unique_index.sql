--- upgrade
ALTER TABLE app.t ADD COLUMN a INTEGER;

CREATE UNIQUE INDEX ix_app_t_a ON app.t (a);

