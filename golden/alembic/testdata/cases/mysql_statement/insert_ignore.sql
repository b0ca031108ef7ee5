--- upgrade
INSERT IGNORE INTO t (a) VALUES (1);

