-- The image of the project's database has PostGIS before the first revision.
CREATE EXTENSION postgis;
