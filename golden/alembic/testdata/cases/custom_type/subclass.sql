--- upgrade
CREATE TABLE t (
    n VARCHAR(40), 
    b BIGSERIAL NOT NULL, 
    PRIMARY KEY (b)
);

