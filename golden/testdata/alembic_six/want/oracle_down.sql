-- downgrade c300 -> base
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      3 revisions, 14 statements, 3 transactions, 12 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect oracle
--   Compiled by:   sqlplan dev
--   Digest:        sha256:458eeb9961a0f06185e53c74265f6e94192077d8e883fd4b8c55b26bbf6c25fd
--
-- Revisions, in this order:
--    1. c300  changes of both tables
--    2. b200  the first rows
--    3. a100  authors and books
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:c300 --sql --dialect oracle
--   What that does not restore:
--     column country of table writers: its values
--     table authors: its rows
--     table books: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision c300] warning RB102: what was there before is thrown away: column country of table writers (its values)
--   [revision a100] warning RB102: what was there before is thrown away: table authors (its rows), table books (its rows)
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

WHENEVER OSERROR EXIT FAILURE ROLLBACK
WHENEVER SQLERROR EXIT FAILURE ROLLBACK
SET DEFINE OFF
SET ESCAPE OFF
SET SQLBLANKLINES ON
SET BLOCKTERMINATOR OFF
SET SQLTERMINATOR OFF
SET AUTOCOMMIT OFF
SET ECHO OFF
SET FEEDBACK ON

ALTER SESSION SET DDL_LOCK_TIMEOUT = 5
/

-- Guard: refuse any database but the one that this script was compiled for.
DECLARE
    found SYS_REFCURSOR;
    one VARCHAR2(4000);
    held VARCHAR2(32767);
    rows_held PLS_INTEGER := 0;
    missing BOOLEAN := FALSE;
BEGIN
    IF DBMS_TRANSACTION.LOCAL_TRANSACTION_ID IS NOT NULL THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: a transaction is open in this session. Commit it or roll it back first. Nothing was changed.');
    END IF;
    IF DBMS_DB_VERSION.VERSION < 19 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: this script was compiled for Oracle 19 or later, the server is '
            || DBMS_DB_VERSION.VERSION || '.' || DBMS_DB_VERSION.RELEASE || '. Nothing was changed. Compile it again with --server-version.');
    END IF;
    BEGIN
        OPEN found FOR 'SELECT version_num FROM alembic_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
        LOOP
            FETCH found INTO one;
            EXIT WHEN found%NOTFOUND;
            rows_held := rows_held + 1;
            held := SUBSTRB(held || CASE WHEN rows_held > 1 THEN ', ' END || one, 1, 28000);
        END LOOP;
        CLOSE found;
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE <> -942 THEN -- ORA-00942: table or view does not exist
                RAISE;
            END IF;
            missing := TRUE;
    END;
    IF missing OR rows_held <> 1 OR held <> 'c300' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold c300 before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 3: c300  changes of both tables
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

-- [1 of 14] drop index ix_books_title
--     versions/c300_changes.py:28, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says c300.
--     Go on with: sqlplan downgrade c300:base --sql --exact --dialect oracle
DROP INDEX ix_books_title
/

-- [2 of 14] alter table books: drop constraint ck_books_pages
--     versions/c300_changes.py:30, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first statement of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~1:base --sql --exact --dialect oracle
ALTER TABLE books DROP CONSTRAINT ck_books_pages
/

-- [3 of 14] alter table books: add check constraint ck_books_price
--     versions/c300_changes.py:31, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 2 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~2:base --sql --exact --dialect oracle
ALTER TABLE books ADD CONSTRAINT ck_books_price CHECK (price >= 0)
/

-- [4 of 14] alter table books: change column title to NOT NULL
--     versions/c300_changes.py:32, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 3 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~3:base --sql --exact --dialect oracle
ALTER TABLE books MODIFY title NOT NULL
/

-- [5 of 14] alter table books: change column price to DEFAULT '0'
--     versions/c300_changes.py:33, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 4 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~4:base --sql --exact --dialect oracle
ALTER TABLE books MODIFY price DEFAULT '0'
/

-- [6 of 14] alter table books: change column pages to type SMALLINT
--     versions/c300_changes.py:34, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 5 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~5:base --sql --exact --dialect oracle
ALTER TABLE books MODIFY pages SMALLINT
/

-- [7 of 14] alter table books: rename column summary to blurb
--     versions/c300_changes.py:35, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 6 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~6:base --sql --exact --dialect oracle
ALTER TABLE books RENAME COLUMN summary TO blurb
/

-- [8 of 14] alter table writers: rename it to authors
--     versions/c300_changes.py:36, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 7 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~7:base --sql --exact --dialect oracle
ALTER TABLE writers RENAME TO authors
/

-- [9 of 14] alter table authors: drop column country
--     versions/c300_changes.py:38, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 8 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~8:base --sql --exact --dialect oracle
ALTER TABLE authors DROP COLUMN country
/

-- The rest of the revision.
--     If it fails: committed by then: the first 9 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~9:base --sql --exact --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: c300 -> b200
BEGIN
    UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c300 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

SET TRANSACTION READ WRITE
/

-- [10 of 14] delete from table books: every row
--     versions/b200_rows.py:32, in transaction 2
DELETE FROM books
/

-- [11 of 14] delete from table authors: every row
--     versions/b200_rows.py:33, in transaction 2
DELETE FROM authors
/

-- Version table: b200 -> a100
BEGIN
    UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b200 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 3: a100  authors and books
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

-- [12 of 14] drop index ix_books_kind
--     versions/a100_tables.py:44, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one. The version table says a100.
--     Go on with: sqlplan downgrade a100:base --sql --exact --dialect oracle
DROP INDEX ix_books_kind
/

-- [13 of 14] drop table books
--     versions/a100_tables.py:45, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~1:base --sql --exact --dialect oracle
DROP TABLE books
/

-- [14 of 14] drop table authors
--     versions/a100_tables.py:46, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~2:base --sql --exact --dialect oracle
DROP TABLE authors
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 3 statements of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~3:base --sql --exact --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: a100 -> (no row)
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'a100';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a100 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
DECLARE
    found SYS_REFCURSOR;
    one VARCHAR2(4000);
    held VARCHAR2(32767);
    rows_held PLS_INTEGER := 0;
    missing BOOLEAN := FALSE;
BEGIN
    BEGIN
        OPEN found FOR 'SELECT version_num FROM alembic_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
        LOOP
            FETCH found INTO one;
            EXIT WHEN found%NOTFOUND;
            rows_held := rows_held + 1;
            held := SUBSTRB(held || CASE WHEN rows_held > 1 THEN ', ' END || one, 1, 28000);
        END LOOP;
        CLOSE found;
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE <> -942 THEN -- ORA-00942: table or view does not exist
                RAISE;
            END IF;
            missing := TRUE;
    END;
    IF rows_held <> 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold no row, or no such table after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

