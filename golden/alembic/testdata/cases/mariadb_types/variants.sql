--- upgrade
CREATE TABLE t (
    a TEXT, 
    b MEDIUMTEXT, 
    c MEDIUMTEXT
);

