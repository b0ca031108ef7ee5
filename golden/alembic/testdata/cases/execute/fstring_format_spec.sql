--- upgrade
UPDATE t SET a = '3.14', b = 007, c = 'x', d = '0xff';

