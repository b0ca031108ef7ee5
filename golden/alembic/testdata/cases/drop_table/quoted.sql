--- upgrade
DROP TABLE "Order Items";

