--- upgrade fails: TypeError: add_column() got an unexpected keyword argument 'if_not_exists'
--- downgrade
ALTER TABLE t DROP COLUMN a

/

