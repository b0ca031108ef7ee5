-- revision: e04
-- down_revision: e03
-- message: done */ \! touch /tmp/owned   DROP TABLE teas;  -- [31m
-- ticket: \q  COMMIT;

-- sqlplan:upgrade
/* A comment /* in a comment */ with a \! in it; and :name too. */
CREATE VIEW cheap AS -- the \! here is a comment, too
    SELECT name, price /* :'x' ; */ FROM teas WHERE price < 10
    -- before the semicolon
    ;
-- behind the last statement: \! date

-- sqlplan:downgrade
DROP VIEW cheap;
