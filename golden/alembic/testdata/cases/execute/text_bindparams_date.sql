--- upgrade
UPDATE t SET a = '2020-05-06';

