--- upgrade
CREATE TABLE t (
    id SMALLSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

