--- upgrade
CREATE SEQUENCE s START WITH 5;

--- downgrade
DROP SEQUENCE s;

