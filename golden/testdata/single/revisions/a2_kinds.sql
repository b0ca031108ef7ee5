-- revision: a2
-- down_revision: a1
-- message: notes have a kind

-- sqlplan:upgrade
SET search_path = public;
CREATE TYPE kind AS ENUM ('private', 'shared');
-- Added in the same transaction, but used only by later runs.
ALTER TYPE kind ADD VALUE 'secret';
ALTER TABLE notes ADD COLUMN kind kind NOT NULL DEFAULT 'shared';

-- sqlplan:downgrade
ALTER TABLE notes DROP COLUMN kind;
DROP TYPE kind;
