--- upgrade
CREATE TABLE nothing (
);

