--- upgrade
CREATE TABLE t (
    a SET('x','y'), 
    b SET('it''s','z') CHARACTER SET latin1, 
    c SET('a','b')
);

