--- upgrade
SET search_path TO acme;

