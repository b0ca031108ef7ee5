--- upgrade
CREATE TABLE t (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

