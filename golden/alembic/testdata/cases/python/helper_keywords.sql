--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b TEXT NOT NULL, 
    c INTEGER DEFAULT '5', 
    FOREIGN KEY(c) REFERENCES u (id)
);

