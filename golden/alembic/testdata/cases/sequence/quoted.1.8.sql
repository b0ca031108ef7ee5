--- upgrade
CREATE SEQUENCE "My Seq" START WITH 1;

