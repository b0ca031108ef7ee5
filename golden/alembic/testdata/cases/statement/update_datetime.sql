--- upgrade
UPDATE t SET d='2021-01-01 00:00:00';

