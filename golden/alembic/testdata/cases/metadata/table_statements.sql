--- upgrade
INSERT INTO app.t (id, a) VALUES (1, NULL);

UPDATE app.t SET id=2, a=NULL WHERE app.t.id = 1;

SELECT app.t.id, app.t.a 
FROM app.t 
WHERE app.t.a = 'x';

DELETE FROM app.t;

