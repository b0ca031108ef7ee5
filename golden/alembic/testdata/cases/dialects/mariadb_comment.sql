--- upgrade
CREATE TABLE t (
    a INTEGER COMMENT 'col'
)COMMENT='tab';

