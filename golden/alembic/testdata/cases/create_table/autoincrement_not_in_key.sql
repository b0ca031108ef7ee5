--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    n INTEGER, 
    PRIMARY KEY (id)
);

