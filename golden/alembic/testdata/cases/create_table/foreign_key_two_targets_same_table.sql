--- upgrade
CREATE TABLE t (
    a INTEGER NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a), 
    FOREIGN KEY(a) REFERENCES u (id), 
    FOREIGN KEY(b) REFERENCES u (id)
);

