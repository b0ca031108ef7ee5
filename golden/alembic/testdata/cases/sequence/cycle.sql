--- upgrade
CREATE SEQUENCE s CYCLE;

