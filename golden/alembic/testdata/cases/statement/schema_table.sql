--- upgrade
UPDATE app.x SET a=NULL WHERE app.x.a IS NULL;

