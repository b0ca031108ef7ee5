--- upgrade
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT ck CHECK (a <> 3)
);

