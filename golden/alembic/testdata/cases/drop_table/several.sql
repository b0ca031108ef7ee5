--- upgrade
DROP TABLE c;

DROP TABLE b;

DROP TABLE a;

