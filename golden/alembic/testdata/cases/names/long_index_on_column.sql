--- upgrade
CREATE TABLE a_table_with_a_rather_long_name_for_an_index (
    a_column_with_a_rather_long_name_too INTEGER
);

CREATE INDEX ix_a_table_with_a_rather_long_name_for_an_index_a_colum_db75 ON a_table_with_a_rather_long_name_for_an_index (a_column_with_a_rather_long_name_too);

