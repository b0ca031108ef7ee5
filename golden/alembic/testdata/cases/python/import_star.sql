--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    s VARCHAR(5), 
    PRIMARY KEY (id), 
    UNIQUE (s)
);

