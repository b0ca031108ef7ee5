--- upgrade
CREATE TABLE "AppData"."UserAccount" (
    "userId" SERIAL NOT NULL, 
    "ID" INTEGER, 
    PRIMARY KEY ("userId")
);

CREATE INDEX "ix_UserAccount_ID" ON "AppData"."UserAccount" ("ID");

