--- upgrade
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT fk_t_u FOREIGN KEY(a) REFERENCES u (x) NOT VALID
);

