--- upgrade
ALTER TABLE t MODIFY state ENUM('a','b','c') NOT NULL DEFAULT 'a';

