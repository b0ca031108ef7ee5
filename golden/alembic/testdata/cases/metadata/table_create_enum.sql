--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    e kind
);

--- downgrade
DROP TABLE t;

DROP TYPE kind;

