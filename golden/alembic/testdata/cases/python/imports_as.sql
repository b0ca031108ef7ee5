--- upgrade
ALTER TABLE t ADD COLUMN a VARCHAR(3) DEFAULT 'x';

UPDATE t SET a=upper(t.a) WHERE t.a = 'x';

