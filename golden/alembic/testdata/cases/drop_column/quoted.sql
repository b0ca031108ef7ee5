--- upgrade
ALTER TABLE "User" DROP COLUMN "Name";

