--- upgrade
ALTER TABLE a RENAME TO b;

ALTER TABLE app.a RENAME TO "Group";

