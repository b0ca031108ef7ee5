--- upgrade
ALTER TABLE a RENAME TO b

/

ALTER TABLE app."a b" RENAME TO "Order"

/

