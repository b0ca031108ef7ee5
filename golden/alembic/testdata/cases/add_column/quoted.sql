--- upgrade
ALTER TABLE "Order" ADD COLUMN "Unit Price" NUMERIC(10, 2);

