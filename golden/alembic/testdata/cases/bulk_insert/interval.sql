--- upgrade
INSERT INTO t (i) VALUES (make_interval(secs=>183600.0));

INSERT INTO t (i) VALUES (make_interval(secs=>-1.0));

