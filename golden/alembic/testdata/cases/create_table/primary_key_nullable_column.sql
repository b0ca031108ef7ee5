--- upgrade
CREATE TABLE t (
    a VARCHAR(5) NOT NULL, 
    PRIMARY KEY (a)
);

