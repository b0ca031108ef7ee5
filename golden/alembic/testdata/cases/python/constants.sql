--- upgrade
ALTER TABLE app.t ADD COLUMN a VARCHAR(32);

INSERT INTO app.t VALUES ('one', 1);

INSERT INTO app.t VALUES ('two', 2);

