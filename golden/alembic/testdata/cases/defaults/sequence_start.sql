--- upgrade
CREATE TABLE t (
    c INTEGER NOT NULL, 
    PRIMARY KEY (c)
);

