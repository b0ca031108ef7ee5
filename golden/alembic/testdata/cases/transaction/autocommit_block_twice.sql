--- upgrade
COMMIT;

VACUUM a;

BEGIN;

COMMIT;

VACUUM b;

BEGIN;

