--- upgrade
ALTER TABLE t RENAME COLUMN a TO b

/

ALTER TABLE app."My t" RENAME COLUMN "a b" TO "Order"

/

