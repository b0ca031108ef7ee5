--- upgrade
CREATE SEQUENCE t_n_seq;

ALTER TABLE t ADD COLUMN n INTEGER DEFAULT nextval('t_n_seq') NOT NULL;

ALTER SEQUENCE t_n_seq OWNED BY t.n;

--- downgrade
ALTER TABLE t DROP COLUMN n;

DROP SEQUENCE t_n_seq;

