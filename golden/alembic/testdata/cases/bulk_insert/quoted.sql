--- upgrade
INSERT INTO "Order" ("Unit", "user") VALUES (1, 'u');

