--- upgrade
CREATE TABLE t (
    id INTEGER COMMENT 'key'
)COMMENT='a ''quoted'' one' ENGINE=InnoDB;

