--- upgrade
CREATE TYPE kind AS ENUM ('alpha', 'beta');

CREATE TABLE t (
    k kind
);

