--- upgrade
CREATE TABLE t (
    a BOOLEAN, 
    e VARCHAR(1), 
    CONSTRAINT ck_t_en CHECK (e IN ('x'))
);

