--- upgrade
CREATE SEQUENCE s;

--- downgrade
DROP SEQUENCE s;

