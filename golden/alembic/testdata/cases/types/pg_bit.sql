--- upgrade
CREATE TABLE t (
    c BIT(1)
);

