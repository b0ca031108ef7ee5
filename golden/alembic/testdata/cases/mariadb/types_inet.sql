--- upgrade
CREATE TABLE t (
    a INET4, 
    b INET6, 
    c UUID, 
    d INTEGER GENERATED ALWAYS AS (1) STORED NOT NULL
);

