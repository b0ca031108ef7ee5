--- upgrade
CREATE TABLE lower_t (
    "UPPER" INTEGER, 
    "Mixed" INTEGER, 
    lower INTEGER, 
    "forced" INTEGER
)

/

CREATE TABLE "APP"."UPPER_T" (
    a INTEGER
)

/

