--- upgrade
CREATE SEQUENCE "My Seq";

