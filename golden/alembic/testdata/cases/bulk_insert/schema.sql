--- upgrade
INSERT INTO app.t (a) VALUES (1);

