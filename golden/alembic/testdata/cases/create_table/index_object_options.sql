--- upgrade
CREATE TABLE t (
    a JSONB
);

CREATE INDEX ix_t_a ON t USING gin (a jsonb_path_ops);

