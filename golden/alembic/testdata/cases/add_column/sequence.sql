--- upgrade
ALTER TABLE t ADD COLUMN n INTEGER DEFAULT nextval('n_seq');

