--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL, 
    b INTEGER
);

