--- upgrade
CREATE TABLE t (
    c DATE
);

