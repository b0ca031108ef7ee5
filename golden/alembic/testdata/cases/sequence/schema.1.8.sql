--- upgrade
CREATE SEQUENCE app.s START WITH 1;

