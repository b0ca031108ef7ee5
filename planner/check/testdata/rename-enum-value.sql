-- case: in use
-- existing:
CREATE TYPE state AS ENUM ('open', 'closed');
-- review:
ALTER TYPE state RENAME VALUE 'open' TO 'it''s'; -- want "PG408: running code that writes 'open' fails: the value of state is called 'it's' now"
--> ALTER TYPE state ADD VALUE 'it''s';

-- case: born in the script
-- existing:
-- review:
CREATE TYPE state AS ENUM ('open', 'closed');
ALTER TYPE state RENAME VALUE 'open' TO 'active';
