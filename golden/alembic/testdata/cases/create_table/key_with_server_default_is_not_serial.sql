--- upgrade
CREATE TABLE t (
    id INTEGER DEFAULT nextval('s') NOT NULL, 
    PRIMARY KEY (id)
);

