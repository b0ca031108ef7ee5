--- upgrade
CREATE TABLE t (
    a VARCHAR(20) COLLATE "de_DE", 
    b TEXT COLLATE "C"
);

