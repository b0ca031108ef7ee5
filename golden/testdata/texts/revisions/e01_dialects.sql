-- revision: e01
-- down_revision:
-- message: kinds of tea, for each kind of server
-- author: Jo "the \! brewer" Müller
-- created: 2024-02-29
-- ticket: OPS-7, OPS-8
-- reviewed-by: Ada

-- sqlplan:upgrade dialect=mysql,mariadb
CREATE TABLE teas (name varchar(100)) ENGINE=InnoDB;

-- sqlplan:upgrade dialect=postgresql
CREATE TABLE teas (name text PRIMARY KEY, notes text[]);

-- sqlplan:upgrade
INSERT INTO teas (name) VALUES ('Earl Grey'), ('Sencha');

-- sqlplan:downgrade
DROP TABLE teas;
