--- upgrade
CREATE TABLE t (
    a VARCHAR(20), 
    b VARCHAR(5), 
    c VARCHAR
);

INSERT INTO t (a) VALUES ('abc');

UPDATE t SET a='xyz' WHERE t.a = 'q';

