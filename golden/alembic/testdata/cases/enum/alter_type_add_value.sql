--- upgrade
COMMIT;

ALTER TYPE kind ADD VALUE 'c';

BEGIN;

