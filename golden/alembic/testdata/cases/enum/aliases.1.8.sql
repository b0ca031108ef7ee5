--- upgrade
CREATE TYPE kind AS ENUM ('A', 'ALSO_A', 'B');

CREATE TABLE t (
    k kind
);

CREATE TYPE kind_no AS ENUM ('A', 'ALSO_A', 'B');

CREATE TABLE u (
    k kind_no
);

