--- upgrade
ALTER TABLE app.a RENAME TO app.b;

ALTER TABLE `Old` RENAME TO `select`;

