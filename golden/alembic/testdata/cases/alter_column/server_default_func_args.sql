--- upgrade
ALTER TABLE t ALTER COLUMN a SET DEFAULT nextval('s');

