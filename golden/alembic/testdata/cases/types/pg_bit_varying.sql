--- upgrade
CREATE TABLE t (
    c BIT VARYING(8)
);

