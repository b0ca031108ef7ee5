--- upgrade
CREATE TABLE t (
    c BIT(8)
);

