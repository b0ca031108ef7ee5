--- upgrade
CREATE TABLE t (
    a ENUM('RED','GREEN'), 
    b ENUM('r','g'), 
    c ENUM('RED','GREEN')
);

