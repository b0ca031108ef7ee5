--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT concat('a', 'b', 3)
);

