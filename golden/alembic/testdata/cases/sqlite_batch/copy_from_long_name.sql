--- upgrade
CREATE TABLE _alembic_tmp_a_table_with_a_name_that_is_as_long_a (
    id INTEGER NOT NULL, 
    a DATETIME DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id)
);

INSERT INTO _alembic_tmp_a_table_with_a_name_that_is_as_long_a (id) SELECT a_table_with_a_name_that_is_as_long_as_most_servers_allow_it_63.id 
FROM a_table_with_a_name_that_is_as_long_as_most_servers_allow_it_63;

DROP TABLE a_table_with_a_name_that_is_as_long_as_most_servers_allow_it_63;

ALTER TABLE _alembic_tmp_a_table_with_a_name_that_is_as_long_a RENAME TO a_table_with_a_name_that_is_as_long_as_most_servers_allow_it_63;

