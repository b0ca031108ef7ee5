--- upgrade
CREATE TABLE IF NOT EXISTS app.t (
    id INTEGER
);

CREATE INDEX ix_app_t_id ON app.t (id);

