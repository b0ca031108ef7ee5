--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT '100%'
);

