--- upgrade
CREATE TYPE kind AS ENUM ('a');

CREATE TYPE level AS ENUM ('b');

CREATE TABLE t (
    k kind, 
    l level
);

