--- upgrade
CREATE TABLE t (
    c BIT VARYING
);

