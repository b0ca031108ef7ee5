--- upgrade
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON TABLE t IS 'about t';

COMMENT ON COLUMN t.a IS 'first';

