--- upgrade
SELECT setval('s', 1) AS setval_1;

