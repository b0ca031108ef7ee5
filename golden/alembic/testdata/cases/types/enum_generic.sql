--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b', 'it''s');

CREATE TABLE t (
    c kind
);

