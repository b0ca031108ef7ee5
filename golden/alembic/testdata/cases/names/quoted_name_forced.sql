--- upgrade
CREATE TABLE "plain" (
    "col" INTEGER
);

