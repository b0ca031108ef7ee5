-- downgrade c300 -> base
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      3 revisions, 4 statements, 3 transactions, 4 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect oracle
--   Compiled by:   sqlplan dev
--   Digest:        sha256:7dbbd241d8285c743069162b418068f362af3d31ecb511cef336771d69b14f17
--
-- Revisions, in this order:
--    1. c300  books are never free
--    2. b200  create books, with their shelf
--    3. a100  create authors
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
--     table books: its rows
--     table authors: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision b200] warning RB102: what was there before is thrown away: table books (its rows)
--   [revision a100] warning RB102: what was there before is thrown away: table authors (its rows)
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
        OPEN found FOR 'SELECT version_num FROM sqlplan_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
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
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold c300 before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 3: c300  books are never free
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

-- [1 of 4] drop trigger books_not_free
--     revisions/c300_no_free_books.sql:55, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says c300.
--     Go on with: sqlplan downgrade c300:base --sql --exact --dialect oracle
DROP TRIGGER books_not_free
/

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~1:base --sql --exact --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: c300 -> b200
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'c300';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c300 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

-- [2 of 4] drop view cheap_books
--     revisions/b200_create_books.sql:20, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one. The version table says b200.
--     Go on with: sqlplan downgrade b200:base --sql --exact --dialect oracle
DROP VIEW cheap_books
/

-- [3 of 4] drop table books
--     revisions/b200_create_books.sql:21, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan downgrade b200~1:base --sql --exact --dialect oracle
DROP TABLE books
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan downgrade b200~2:base --sql --exact --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: b200 -> a100
BEGIN
    UPDATE sqlplan_version SET version_num = 'a100' WHERE version_num = 'b200';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b200 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 3: a100  create authors
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

-- [4 of 4] drop table authors
--     revisions/a100_create_authors.sql:39, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one. The version table says a100.
--     Go on with: sqlplan downgrade a100:base --sql --exact --dialect oracle
DROP TABLE authors
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~1:base --sql --exact --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: a100 -> (no row)
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'a100';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a100 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
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
        OPEN found FOR 'SELECT version_num FROM sqlplan_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
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
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold no row, or no such table after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

