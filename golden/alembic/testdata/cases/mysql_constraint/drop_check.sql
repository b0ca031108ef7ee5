--- upgrade
ALTER TABLE t DROP CHECK ck;

