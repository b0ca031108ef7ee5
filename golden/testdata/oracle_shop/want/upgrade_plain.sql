-- upgrade b2d002 -> c3e003
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      1 revision, 4 statements, 2 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade b2d002:c3e003 --sql --runner plain
--   Compiled by:   sqlplan dev
--   Digest:        sha256:9967de1670daa1414eefb50ef6442275b7980b26de8e1674606f5a4d7a4204dd
--
-- Revisions, in this order:
--    1. c3e003  split the name of a customer
--
-- How to run it:
--   Send what stands between the lines / as one statement each, without the line, in one session without autocommit;
--   stop and roll back at the first error.
--   It changes nothing unless the version table stands at b2d002.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade c3e003:b2d002 --sql --runner plain
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

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
-- Revision 1 of 1: c3e003  split the name of a customer
-- =============================================================================
--   version table: b2d002 -> c3e003
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:48b94727bbfd8bb9e8d04c7da0f1473cfc9ae12826055fc9f0a6848e2d4de249

-- [1 of 4] alter table customer: add column first_name, add column last_name
--     revisions/c3e003_split_names.sql:7, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002:c3e003 --sql --runner plain
ALTER TABLE customer ADD (first_name VARCHAR2(100 CHAR), last_name VARCHAR2(100 CHAR))
/

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~1:c3e003 --sql --runner plain
SET TRANSACTION READ WRITE
/

-- [2 of 4] update table customer: every row
--     revisions/c3e003_split_names.sql:9, in transaction 1
/* Every row: 1.2 million in production.*/
UPDATE customer
SET first_name = SUBSTR(name, 1, INSTR(name || ' ', ' ') -
        1),
    last_name = SUBSTR(name, INSTR(name || ' ', ' ') + 1)
/

-- [3 of 4] insert into table customer
--     revisions/c3e003_split_names.sql:13, in transaction 1
INSERT INTO customer (email, name) VALUES ('search@example.com', q'[Søren's search]')
/

COMMIT
/

-- [4 of 4] alter table customer: rename column name to full_name
--     revisions/c3e003_split_names.sql:14, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 3 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~3:c3e003 --sql --runner plain
ALTER TABLE customer RENAME COLUMN name TO full_name
/

-- The rest of the revision.
--     If it fails: committed by then: the first 4 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~4:c3e003 --sql --runner plain
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
-- Final check: the version table stands at c3e003.
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
    IF missing OR rows_held <> 1 OR held <> 'c3e003' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold c3e003 after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
