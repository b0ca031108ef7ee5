--- upgrade
CREATE TABLE t (
    a ENUM('x','it''s','10%'), 
    b ENUM('x','y') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, 
    c ENUM('x','y'), 
    d VARCHAR(1), 
    e VARCHAR(30), 
    CONSTRAINT kind3 CHECK (e IN ('long one', 'x'))
);

