--- upgrade
CREATE TABLE t (
    id INTEGER, 
    CONSTRAINT ck CHECK (id > 0), 
    CONSTRAINT uq UNIQUE (id)
);

