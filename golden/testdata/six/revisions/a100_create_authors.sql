-- revision: a100
-- down_revision:
-- message: create authors

-- sqlplan:upgrade dialect=postgresql
CREATE TABLE authors (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- sqlplan:upgrade dialect=mysql,mariadb
CREATE TABLE authors (
    id   integer AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- sqlplan:upgrade dialect=sqlite
CREATE TABLE authors (
    id   integer PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- sqlplan:upgrade dialect=mssql
CREATE TABLE authors (
    id   integer IDENTITY(1, 1) PRIMARY KEY,
    name nvarchar(100) NOT NULL
);

-- sqlplan:upgrade dialect=oracle
CREATE TABLE authors (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar2(100 CHAR) NOT NULL
);

-- sqlplan:upgrade
INSERT INTO authors (name) VALUES ('Flann O''Brien');

-- sqlplan:downgrade
DROP TABLE authors;
