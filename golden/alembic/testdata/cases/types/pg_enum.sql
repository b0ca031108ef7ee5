--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE t (
    c kind
);

