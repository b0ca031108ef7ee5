--- upgrade
CREATE TABLE t (
    a TEXT[], 
    b JSONB, 
    c UUID, 
    d INET, 
    e CIDR
);

