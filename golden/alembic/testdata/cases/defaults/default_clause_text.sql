--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT upper('x')
);

