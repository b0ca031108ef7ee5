--- upgrade
CREATE TABLE "order" (
    "user" INTEGER, 
    "select" INTEGER, 
    "table" INTEGER, 
    "limit" INTEGER, 
    "offset" INTEGER, 
    "group" INTEGER
);

--- downgrade
DROP TABLE "order";

