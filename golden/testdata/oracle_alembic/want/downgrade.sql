-- downgrade c2 -> base
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      2 revisions, 5 statements, 2 transactions, 5 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c2:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:98b59bad6a512ebeab7d806e6fc12d5069f8319281703699bd3d54d0947cc299
--
-- Revisions, in this order:
--    1. c2  look first
--    2. c1  patients
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at c2.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:c2 --sql
--   What that does not restore:
--     column ward of table patients: its values
--     table wards: its rows
--     table patients: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision c2] warning RB102: what was there before is thrown away: column ward of table patients (its values), table wards (its rows)
--   [revision c1] warning RB102: what was there before is thrown away: table patients (its rows)
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
    IF missing OR rows_held <> 1 OR held <> 'c2' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold c2 before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 2: c2  look first
-- =============================================================================
--   version table: c2 -> c1
--   down_revision: c1
--   created:       2024-01-16 08:00:00
--   file:          migrations/versions/c2_look_first.py
--   digest:        sha256:a7a0a3b95e93f27d701ebc417c1d0f730eecfda5e4c4921ea3bba91093c37929

-- [1 of 5] drop index patients_name_ix
--     migrations/versions/c2_look_first.py:29, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says c2.
--     Go on with: sqlplan downgrade c2:base --sql --exact
DROP INDEX patients_name_ix
/

-- [2 of 5] alter table patients: drop constraint patients_ward_fk
--     migrations/versions/c2_look_first.py:30, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first statement of this one. The version table says c2.
--     Go on with: sqlplan downgrade c2~1:base --sql --exact
ALTER TABLE patients DROP CONSTRAINT patients_ward_fk
/

-- [3 of 5] alter table patients: drop column ward
--     migrations/versions/c2_look_first.py:31, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 2 statements of this one. The version table says c2.
--     Go on with: sqlplan downgrade c2~2:base --sql --exact
ALTER TABLE patients DROP COLUMN ward
/

-- [4 of 5] drop table wards
--     migrations/versions/c2_look_first.py:32, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 3 statements of this one. The version table says c2.
--     Go on with: sqlplan downgrade c2~3:base --sql --exact
DROP TABLE wards
/

-- The rest of the revision.
--     If it fails: committed by then: the first 4 statements of this one. The version table says c2.
--     Go on with: sqlplan downgrade c2~4:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: c2 -> c1
BEGIN
    UPDATE alembic_version SET version_num = 'c1' WHERE version_num = 'c2';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c2 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 2: c1  patients
-- =============================================================================
--   version table: c1 -> base
--   down_revision: base
--   created:       2024-01-15 08:00:00
--   file:          migrations/versions/c1_patients.py
--   digest:        sha256:acca53acd29985ba9a60143c204522aff8cf85c62d4341f1dadd97fe2c33c28a

-- [5 of 5] drop table patients
--     migrations/versions/c1_patients.py:28, OUTSIDE A TRANSACTION: it can commit: it runs SQL that is put together at run time, ends transactions, or calls a package that does
--     If it fails: committed by then: the revision before this one. The version table says c1.
--     Go on with: sqlplan downgrade c1:base --sql --exact
BEGIN
    EXECUTE IMMEDIATE 'DROP TABLE patients';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLCODE NOT IN (-942) THEN
            RAISE;
        END IF;
END;
/

COMMIT
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says c1.
--     Go on with: sqlplan downgrade c1~1:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: c1 -> (no row)
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'c1';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c1 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
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

