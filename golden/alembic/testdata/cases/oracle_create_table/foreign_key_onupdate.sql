--- upgrade
CREATE TABLE t (
    c INTEGER, 
    CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES u (id)
)

/

