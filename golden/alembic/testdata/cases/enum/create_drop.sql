--- upgrade
CREATE TYPE kind AS ENUM ('a', 'b');

--- downgrade
DROP TYPE kind;

