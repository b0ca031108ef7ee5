--- upgrade
SET search_path TO public;

SET ROLE app;

