-- upgrade b2d002 -> d4f004
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      2 revisions, 5 statements, 4 transactions, 3 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade b2d002,c3e003~2:d4f004 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ed73eb610d4124d4ddc2d4e5f53cd354a3d459948dd6d1582fe4741a0e7c2a4c
--
-- Revisions, in this order:
--    1. c3e003  split the name of a customer
--    2. d4f004  gather statistics
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at b2d002.
--   It goes on inside revision c3e003: the first 2 statements must have been run.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade d4f004:b2d002 --sql
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked
--
-- Notices:
--   revisions/d4f004_statistics.sql:11:1: note SP306: the revision changes current_schema for the rest of the session; the script puts it back at the revision's end

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
    IF missing OR rows_held <> 1 OR held <> 'b2d002' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold b2d002 before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 2: c3e003  split the name of a customer
-- =============================================================================
--   version table: b2d002 -> c3e003
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:48b94727bbfd8bb9e8d04c7da0f1473cfc9ae12826055fc9f0a6848e2d4de249
--   The first 2 statements are left out: run already.


-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~2:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- [1 of 5] insert into table customer
--     revisions/c3e003_split_names.sql:13, in transaction 1
INSERT INTO customer (email, name) VALUES ('search@example.com', q'[Søren's search]')
/

COMMIT
/

-- [2 of 5] alter table customer: rename column name to full_name
--     revisions/c3e003_split_names.sql:14, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 3 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~3:d4f004 --sql
ALTER TABLE customer RENAME COLUMN name TO full_name
/

-- The rest of the revision.
--     If it fails: committed by then: the first 4 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~4:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- Version table: b2d002 -> c3e003
BEGIN
    UPDATE sqlplan_version SET version_num = 'c3e003' WHERE version_num = 'b2d002';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b2d002 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 2: d4f004  gather statistics
-- =============================================================================
--   version table: c3e003 -> d4f004
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_statistics.sql
--   digest:        sha256:1057a256e85821d298b1448a0b045b7af99ed96315c0d298c55a164715397be3

-- [3 of 5] run a block of statements
--     revisions/d4f004_statistics.sql:7, OUTSIDE A TRANSACTION: it can commit: it runs SQL that is put together at run time, ends transactions, or calls a package that does
--     If it fails: committed by then: the revision before this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003:d4f004 --sql
BEGIN
    DBMS_STATS.GATHER_TABLE_STATS(USER, 'CUSTOMER');
END;
/

COMMIT
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~1:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- [4 of 5] set current_schema for the session
--     revisions/d4f004_statistics.sql:11, in transaction 3
ALTER SESSION SET CURRENT_SCHEMA = reports
/

COMMIT
/

-- [5 of 5] grant rights on customer
--     revisions/d4f004_statistics.sql:12, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~2:d4f004 --sql
GRANT SELECT ON customer TO reader
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~3:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- The revision changed this for the whole session: put it back.
BEGIN
    EXECUTE IMMEDIATE 'ALTER SESSION SET CURRENT_SCHEMA = "' || USER || '"';
END;
/

-- Version table: c3e003 -> d4f004
BEGIN
    UPDATE sqlplan_version SET version_num = 'd4f004' WHERE version_num = 'c3e003';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c3e003 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Final check: the version table stands at d4f004.
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
    IF missing OR rows_held <> 1 OR held <> 'd4f004' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold d4f004 after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

