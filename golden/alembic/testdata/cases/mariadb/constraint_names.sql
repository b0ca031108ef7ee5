--- upgrade
CREATE TABLE a_table_with_a_name_that_is_rather_long_in_itself (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    a_column_with_a_long_name INTEGER, 
    flag BOOL, 
    CONSTRAINT pk_a_table_with_a_name_that_is_rather_long_in_itself PRIMARY KEY (id), 
    CONSTRAINT fk_a_table_with_a_name_that_is_rather_long_in_itself_a_c_4c49 FOREIGN KEY(a_column_with_a_long_name) REFERENCES another_table_with_a_long_name (id), 
    CONSTRAINT ck_a_table_with_a_name_that_is_rather_long_in_itself_flag CHECK (flag IN (0, 1))
);

CREATE UNIQUE INDEX ix_a_table_with_a_name_that_is_rather_long_in_itself_a_c_4def ON a_table_with_a_name_that_is_rather_long_in_itself (a_column_with_a_long_name);

ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a);

ALTER TABLE t ADD CONSTRAINT uq_given UNIQUE (a);

ALTER TABLE t DROP CONSTRAINT ck_t_x;

ALTER TABLE t DROP CONSTRAINT x;

