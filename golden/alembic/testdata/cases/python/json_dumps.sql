--- upgrade
INSERT INTO t (j) VALUES ('{"a": [1, null, true], "b": "x"}');

