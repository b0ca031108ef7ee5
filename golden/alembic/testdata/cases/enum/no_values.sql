--- upgrade
CREATE TYPE kind AS ENUM ();

CREATE TABLE t (
    k kind
);

