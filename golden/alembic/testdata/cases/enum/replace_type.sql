--- upgrade
ALTER TYPE kind RENAME TO kind_old;

CREATE TYPE kind AS ENUM ('a', 'b', 'c');

ALTER TABLE t ALTER COLUMN k TYPE kind USING k::text::kind;

DROP TYPE kind_old;

