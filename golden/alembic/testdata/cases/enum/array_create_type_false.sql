--- upgrade
CREATE TABLE t (
    k kind[]
);

