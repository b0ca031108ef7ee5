-- +goose Up
INSERT INTO users (id, email) VALUES (1, 'root@example.org');
-- +goose StatementBegin
CREATE TRIGGER users_log AFTER INSERT ON users FOR EACH ROW
BEGIN
    UPDATE users_seen SET n = n + 1;
END;
-- +goose StatementEnd
CREATE TABLE users_seen (n integer NOT NULL);

-- +goose Down
DROP TABLE users_seen;
DROP TRIGGER users_log;
DELETE FROM users WHERE id = 1;
