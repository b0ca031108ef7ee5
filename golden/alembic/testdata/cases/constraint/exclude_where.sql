--- upgrade
ALTER TABLE app.booking ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&) WHERE (room > 0);

