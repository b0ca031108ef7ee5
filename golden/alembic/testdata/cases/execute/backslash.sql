--- upgrade
UPDATE t SET a = 'C:\dir';

