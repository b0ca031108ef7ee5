--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    name VARCHAR(20), 
    PRIMARY KEY (id)
);

INSERT INTO t (id, name) VALUES (1, 'one');

INSERT INTO t (id, name) VALUES (2, 'two');

UPDATE t SET name='uno' WHERE t.id = 1;

