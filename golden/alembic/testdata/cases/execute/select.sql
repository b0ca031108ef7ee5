--- upgrade
SELECT setval('s', 1);

