--- upgrade
UPDATE t
           SET a = 1
         WHERE b IS NULL;

--- downgrade
UPDATE t SET a = 2;

