--- upgrade
UPDATE t SET z=NULL;

