--- upgrade
CREATE TABLE t (
    b TIMESTAMP NULL, 
    c DATETIME, 
    d DATETIME(6), 
    e LONGTEXT, 
    f TEXT, 
    g BIGINT NOT NULL AUTO_INCREMENT, 
    h TINYINT, 
    PRIMARY KEY (g)
);

