--- upgrade
CREATE INDEX "Ix" ON "Order" ("Unit Price", "user");

