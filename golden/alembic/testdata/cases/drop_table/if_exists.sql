--- upgrade
DROP TABLE IF EXISTS t;

