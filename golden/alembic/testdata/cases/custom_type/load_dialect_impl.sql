--- upgrade
CREATE TABLE t (
    id UUID NOT NULL, 
    o UUID, 
    PRIMARY KEY (id)
);

ALTER TABLE t ALTER COLUMN o TYPE UUID USING o::uuid;

