--- upgrade
CREATE TYPE kind AS ENUM ('50%', 'o''clock', 'a:b', 'ü');

CREATE TABLE t (
    k kind
);

