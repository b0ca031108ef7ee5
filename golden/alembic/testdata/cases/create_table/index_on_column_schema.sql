--- upgrade
CREATE TABLE app.t (
    a INTEGER
);

CREATE INDEX ix_app_t_a ON app.t (a);

