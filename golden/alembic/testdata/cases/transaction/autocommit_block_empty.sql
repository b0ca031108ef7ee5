--- upgrade
COMMIT;

BEGIN;

