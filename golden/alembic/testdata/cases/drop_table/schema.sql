--- upgrade
DROP TABLE app.t;

