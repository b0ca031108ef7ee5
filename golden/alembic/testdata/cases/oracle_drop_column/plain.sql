--- upgrade
ALTER TABLE t DROP COLUMN a

/

ALTER TABLE app."My t" DROP COLUMN "order"

/

