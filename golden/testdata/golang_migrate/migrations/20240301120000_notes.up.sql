BEGIN;
CREATE TABLE notes (user_id integer REFERENCES users, body text);
COMMIT;

BEGIN;
CREATE INDEX notes_user_idx ON notes (user_id);
COMMIT;
