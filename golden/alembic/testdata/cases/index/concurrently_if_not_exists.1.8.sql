--- upgrade
COMMIT;

CREATE INDEX CONCURRENTLY ix_t_a ON t (a);

BEGIN;

--- downgrade
COMMIT;

DROP INDEX CONCURRENTLY ix_t_a;

BEGIN;

