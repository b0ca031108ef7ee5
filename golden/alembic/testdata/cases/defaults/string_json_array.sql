--- upgrade
CREATE TABLE t (
    c JSONB DEFAULT '[{"a": 1}]'
);

