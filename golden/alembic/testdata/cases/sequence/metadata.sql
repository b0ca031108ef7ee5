--- upgrade
CREATE SEQUENCE app.s;

