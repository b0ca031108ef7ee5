--- upgrade
ALTER TABLE t DROP INDEX uq;

