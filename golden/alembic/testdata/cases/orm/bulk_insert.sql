--- upgrade
INSERT INTO tags (id, name) VALUES (1, 'a');

INSERT INTO tags (id, name) VALUES (2, 'b');

