--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

