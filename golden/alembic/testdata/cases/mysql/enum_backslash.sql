--- upgrade
CREATE TABLE t (
    a ENUM('a\b','c'), 
    b SET('a\b')
);

