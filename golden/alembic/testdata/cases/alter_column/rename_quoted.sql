--- upgrade
ALTER TABLE app.t RENAME "user" TO "User Name";

