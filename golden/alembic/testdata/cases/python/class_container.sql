--- upgrade
ALTER TABLE t ADD COLUMN a int;

SELECT 'done';

