-- downgrade d4f004 -> base
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      4 revisions, 7 statements, 5 transactions, 6 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade d4f004:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:c8d70385e2048037e4de7232ffa5130e382d78d58bb7077c546daf64c58e037f
--
-- Revisions, in this order:
--    1. d4f004  gather statistics
--    2. c3e003  split the name of a customer
--    3. b2d002  create orders
--    4. a1c001  create customers
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at d4f004.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:d4f004 --sql
--   What that does not restore:
--     column first_name of table customer: its values
--     column last_name of table customer: its values
--     table order: its rows
--     table customer: its rows
--
-- Findings of the review: 3 warnings. In brackets the number of the statement, above which stands more.
--   [revision c3e003] warning RB102: what was there before is thrown away: column first_name of table customer (its values), column last_name of table customer (its values)
--   [revision b2d002] warning RB102: what was there before is thrown away: table order (its rows)
--   [revision a1c001] warning RB102: what was there before is thrown away: table customer (its rows)
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
    IF missing OR rows_held <> 1 OR held <> 'd4f004' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold d4f004 before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 4: d4f004  gather statistics
-- =============================================================================
--   version table: d4f004 -> c3e003
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_statistics.sql
--   digest:        sha256:1057a256e85821d298b1448a0b045b7af99ed96315c0d298c55a164715397be3

-- [1 of 7] revoke rights on customer
--     revisions/d4f004_statistics.sql:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says d4f004.
--     Go on with: sqlplan downgrade d4f004:base --sql --exact
REVOKE SELECT ON customer FROM reader
/

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says d4f004.
--     Go on with: sqlplan downgrade d4f004~1:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: d4f004 -> c3e003
BEGIN
    UPDATE sqlplan_version SET version_num = 'c3e003' WHERE version_num = 'd4f004';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row d4f004 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 4: c3e003  split the name of a customer
-- =============================================================================
--   version table: c3e003 -> b2d002
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:48b94727bbfd8bb9e8d04c7da0f1473cfc9ae12826055fc9f0a6848e2d4de249

SET TRANSACTION READ WRITE
/

-- [2 of 7] delete from table customer
--     revisions/c3e003_split_names.sql:17, in transaction 2
DELETE FROM customer WHERE email = 'search@example.com'
/

COMMIT
/

-- [3 of 7] alter table customer: rename column full_name to name
--     revisions/c3e003_split_names.sql:18, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says c3e003.
--     Go on with: sqlplan downgrade c3e003~1:base --sql --exact
ALTER TABLE customer RENAME COLUMN full_name TO name
/

-- [4 of 7] alter table customer: drop column first_name, drop column last_name
--     revisions/c3e003_split_names.sql:19, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says c3e003.
--     Go on with: sqlplan downgrade c3e003~2:base --sql --exact
ALTER TABLE customer DROP (first_name, last_name)
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says c3e003.
--     Go on with: sqlplan downgrade c3e003~3:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: c3e003 -> b2d002
BEGIN
    UPDATE sqlplan_version SET version_num = 'b2d002' WHERE version_num = 'c3e003';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c3e003 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 4: b2d002  create orders
-- =============================================================================
--   version table: b2d002 -> a1c001
--   down_revision: a1c001
--   author:        Shop team
--   file:          revisions/b2d002_create_orders.sql
--   digest:        sha256:c780ebff9dd8ae11412e57d62f29240ff42c844fe9dec9d1bb1dc97f461fadcf

-- [5 of 7] drop view open_order
--     revisions/b2d002_create_orders.sql:36, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one. The version table says b2d002.
--     Go on with: sqlplan downgrade b2d002:base --sql --exact
DROP VIEW open_order
/

-- [6 of 7] drop table "order"
--     revisions/b2d002_create_orders.sql:37, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b2d002.
--     Go on with: sqlplan downgrade b2d002~1:base --sql --exact
DROP TABLE "order" PURGE
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says b2d002.
--     Go on with: sqlplan downgrade b2d002~2:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: b2d002 -> a1c001
BEGIN
    UPDATE sqlplan_version SET version_num = 'a1c001' WHERE version_num = 'b2d002';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b2d002 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 4 of 4: a1c001  create customers
-- =============================================================================
--   version table: a1c001 -> base
--   down_revision: base
--   author:        Shop team
--   file:          revisions/a1c001_create_customers.sql
--   digest:        sha256:efd9c9444b86c60026caa719e2e169a7294fff6ffac68bcc4d486c7f58ccff3f

-- [7 of 7] drop table customer
--     revisions/a1c001_create_customers.sql:19, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 3 revisions before this one. The version table says a1c001.
--     Go on with: sqlplan downgrade a1c001:base --sql --exact
DROP TABLE customer PURGE
/

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says a1c001.
--     Go on with: sqlplan downgrade a1c001~1:base --sql --exact
SET TRANSACTION READ WRITE
/

-- Version table: a1c001 -> (no row)
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'a1c001';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a1c001 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
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

