--- upgrade
COMMIT;

ALTER TYPE k ADD VALUE 'x';

BEGIN;

