--- upgrade
CREATE TABLE "a.b".t (
    a INTEGER
);

