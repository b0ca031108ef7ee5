--- upgrade
UPDATE x SET "order"=1;

