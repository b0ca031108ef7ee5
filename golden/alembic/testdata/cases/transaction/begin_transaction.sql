--- upgrade
BEGIN;

SELECT 1;

COMMIT;

