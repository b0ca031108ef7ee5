--- upgrade
CREATE TABLE t (
    code VARCHAR(3) NOT NULL, 
    PRIMARY KEY (code)
);

