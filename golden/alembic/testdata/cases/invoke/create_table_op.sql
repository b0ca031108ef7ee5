--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

--- downgrade
DROP TABLE t;

