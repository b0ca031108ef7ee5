--- upgrade
CREATE SEQUENCE s START WITH 1;

--- downgrade
DROP SEQUENCE app.s;

