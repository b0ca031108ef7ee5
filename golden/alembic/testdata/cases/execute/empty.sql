--- upgrade
;

