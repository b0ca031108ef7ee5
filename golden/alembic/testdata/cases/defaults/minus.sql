--- upgrade
CREATE TABLE t (
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT now() - interval '1 day'
);

