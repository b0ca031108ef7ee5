-- +goose Up
CREATE TABLE posts (
    id    bigint PRIMARY KEY,
    title text NOT NULL,
    body  text
);

-- +goose Down
DROP TABLE posts;
