--- upgrade
CREATE TABLE Mixed (
    Col INTEGER
);

