--- upgrade
CREATE TYPE app.kind AS ENUM ('a', 'b');

--- downgrade
DROP TYPE app.kind;

