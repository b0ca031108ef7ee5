--- upgrade
CREATE TYPE kind AS ENUM ('alpha', 'beta');

ALTER TABLE t ADD COLUMN k kind;

