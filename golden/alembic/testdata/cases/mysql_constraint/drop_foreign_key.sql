--- upgrade
ALTER TABLE app.t DROP FOREIGN KEY fk;

