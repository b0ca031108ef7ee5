ALTER TABLE users ADD COLUMN name varchar(50);
INSERT INTO users (id, email) VALUES (1, 'root@example.org');
CREATE UNIQUE INDEX users_email ON users (email);
