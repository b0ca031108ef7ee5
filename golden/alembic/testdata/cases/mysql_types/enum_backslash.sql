--- upgrade
ALTER TABLE t ADD COLUMN a ENUM('a\b','c"d','');

