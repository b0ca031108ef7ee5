--- upgrade
SELECT 1;

COMMIT;

VACUUM t;

BEGIN;

SELECT 2;

