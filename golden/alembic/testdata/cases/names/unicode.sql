--- upgrade
CREATE TABLE "straße" (
    "größe" INTEGER, 
    "名前" TEXT
);

