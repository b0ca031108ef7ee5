--- upgrade
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix ON t (a);

--- downgrade
DROP TABLE t;

