-- revision: 02
-- down_revision: 01
-- message: a .sql file is taken as it is

-- sqlplan:upgrade
CREATE TABLE grids (cells integer[][] NOT NULL DEFAULT '{{1,2},{3,4}}');

-- sqlplan:downgrade
DROP TABLE grids;
