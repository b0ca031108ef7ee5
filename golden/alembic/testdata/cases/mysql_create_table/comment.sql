--- upgrade
CREATE TABLE t (
    id INTEGER COMMENT 'it''s 5% \\ of'
)COMMENT='the table''s';

