--- upgrade
CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES u (id)
);

