-- case: in use
-- existing:
CREATE TYPE state AS ENUM ('open', 'closed');
-- review:
ALTER TYPE state ADD VALUE 'archived'; -- want "PG601: 'archived' stays in state for ever"
ALTER TYPE state ADD VALUE IF NOT EXISTS 'open';

-- case: born in the script
-- existing:
-- review:
CREATE TYPE state AS ENUM ('open', 'closed');
ALTER TYPE state ADD VALUE 'archived';
