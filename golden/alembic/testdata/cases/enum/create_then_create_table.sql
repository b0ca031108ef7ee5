--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    k kind
);

