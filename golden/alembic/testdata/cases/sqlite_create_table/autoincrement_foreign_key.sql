--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES u (id)
);

CREATE TABLE v (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

