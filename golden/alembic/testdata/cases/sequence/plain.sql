--- upgrade
CREATE SEQUENCE s;

