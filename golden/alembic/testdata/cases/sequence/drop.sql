--- upgrade
DROP SEQUENCE s;

