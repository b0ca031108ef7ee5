--- upgrade
ALTER TABLE "Table One" DROP CONSTRAINT "My-Key";

