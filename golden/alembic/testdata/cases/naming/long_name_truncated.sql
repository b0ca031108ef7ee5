--- upgrade
CREATE TABLE a_table_with_quite_a_long_name (
    a_column_with_quite_a_long_name INTEGER, 
    CONSTRAINT fk_a_table_with_quite_a_long_name_a_column_with_quite_a_e803 FOREIGN KEY(a_column_with_quite_a_long_name) REFERENCES another_table_with_a_long_name (id)
);

ALTER TABLE a_table_with_quite_a_long_name ADD CONSTRAINT fk_a_table_with_quite_a_long_name_another_column_with_a_8c46 FOREIGN KEY(another_column_with_a_long_name) REFERENCES another_table_with_a_long_name (id);

