--- upgrade
CREATE TABLE t (
    a INET4, 
    b INET6
);

