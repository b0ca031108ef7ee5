--- upgrade
UPDATE t SET j = '{"k"NULL}';

