-- option: enable=PG602

-- case: at the end
-- existing:
CREATE TYPE level AS ENUM ('low', 'high');
-- review:
ALTER TYPE level ADD VALUE 'medium'; -- want "PG602: 'medium' sorts behind all other values of level"
ALTER TYPE level ADD VALUE 'top' AFTER 'high';

-- case: born in the script
-- existing:
-- review:
CREATE TYPE level AS ENUM ('low', 'high');
ALTER TYPE level ADD VALUE 'medium';
