--- upgrade
CREATE TABLE t (
    a VARCHAR(3)
);

