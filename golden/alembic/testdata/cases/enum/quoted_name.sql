--- upgrade
CREATE TYPE "Kind Of" AS ENUM ('a', 'b');

CREATE TABLE t (
    k "Kind Of"
);

