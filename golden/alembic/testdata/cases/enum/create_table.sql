--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    k kind DEFAULT 'a' NOT NULL
);

--- downgrade
DROP TABLE t;

DROP TYPE kind;

