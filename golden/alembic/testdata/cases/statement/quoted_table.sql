--- upgrade
DELETE FROM "Order" WHERE "Order"."User" = 'x';

