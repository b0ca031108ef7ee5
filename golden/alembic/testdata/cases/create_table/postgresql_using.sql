--- upgrade
CREATE TABLE t (
    id INTEGER
)
 USING heap;

