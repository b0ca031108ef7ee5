--- upgrade
INSERT INTO users (id, name) VALUES (1, 'x');

UPDATE users SET name='y' WHERE users.id = 1;

