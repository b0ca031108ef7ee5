--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    FOREIGN KEY(a, b) REFERENCES u (x, y)
);

