--- upgrade
CREATE TABLE t (
    p JSONB, 
    q JSONB
);

