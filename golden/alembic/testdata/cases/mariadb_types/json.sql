--- upgrade
CREATE TABLE t (
    a JSON, 
    b JSON, 
    c LONGTEXT
);

