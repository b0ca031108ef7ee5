--- upgrade
CREATE TABLE t (
    "a" INTEGER, 
    B INTEGER
);

