--- upgrade
CREATE TYPE kind AS ENUM ('A', 'B');

CREATE TABLE t (
    k kind DEFAULT 'A'
);

--- downgrade
DROP TABLE t;

DROP TYPE kind;

