--- upgrade
CREATE TABLE t (
    a INTEGER, 
    FOREIGN KEY(a) REFERENCES "Big"."Table" ("Id")
);

