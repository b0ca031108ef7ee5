--- upgrade
CREATE TABLE app.t (
    a INTEGER, 
    CONSTRAINT uq_app_t_a UNIQUE (a)
);

CREATE INDEX ix_t_a ON app.t (a);

