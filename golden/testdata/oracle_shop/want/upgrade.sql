-- upgrade base -> d4f004
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      4 revisions, 14 statements, 6 transactions, 11 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:d4f004 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:71eb0d60def082ee33fe2f41688dc7bef336adddcf34badc474d07b364f96488
--
-- Revisions, in this order:
--    1. a1c001  create customers
--    2. b2d002  create orders
--    3. c3e003  split the name of a customer
--    4. d4f004  gather statistics
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade d4f004:base --sql
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
    IF rows_held <> 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold no row, or no such table before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 4: a1c001  create customers
-- =============================================================================
--   version table: base -> a1c001
--   down_revision: base
--   author:        Shop team
--   file:          revisions/a1c001_create_customers.sql
--   digest:        sha256:efd9c9444b86c60026caa719e2e169a7294fff6ffac68bcc4d486c7f58ccff3f

-- The version table.
BEGIN
    EXECUTE IMMEDIATE 'CREATE TABLE sqlplan_version (
    version_num VARCHAR2(255 CHAR) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
)';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLCODE NOT IN (-955) THEN
            RAISE;
        END IF;
END;
/

-- [1 of 14] create table customer
--     revisions/a1c001_create_customers.sql:8, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:d4f004 --sql
-- One row for each person or company that has ever ordered.
CREATE TABLE customer (
    id NUMBER GENERATED BY DEFAULT AS IDENTITY CONSTRAINT customer_pk PRIMARY KEY,
    email VARCHAR2(254 CHAR) NOT NULL,
    name VARCHAR2(200 CHAR) NOT NULL,
    created_at TIMESTAMP(3) DEFAULT SYSTIMESTAMP NOT NULL
)
/

-- [2 of 14] create index customer_email_uq on table customer
--     revisions/a1c001_create_customers.sql:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade a1c001~1:d4f004 --sql
CREATE UNIQUE INDEX customer_email_uq ON customer (LOWER(email))
/

-- [3 of 14] comment on column customer.email
--     revisions/a1c001_create_customers.sql:16, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 2 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a1c001~2:d4f004 --sql
COMMENT ON COLUMN customer.email IS 'in any case: Søren&Sons@example.com is one'
/

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a1c001~3:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- Version table: (no row) -> a1c001
INSERT INTO sqlplan_version (version_num) VALUES ('a1c001')
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 4: b2d002  create orders
-- =============================================================================
--   version table: a1c001 -> b2d002
--   down_revision: a1c001
--   author:        Shop team
--   file:          revisions/b2d002_create_orders.sql
--   digest:        sha256:c780ebff9dd8ae11412e57d62f29240ff42c844fe9dec9d1bb1dc97f461fadcf

-- [4 of 14] create table "order"
--     revisions/b2d002_create_orders.sql:7, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one. The version table says a1c001.
--     Go on with: sqlplan upgrade a1c001:d4f004 --sql
CREATE TABLE "order" (
    id NUMBER GENERATED BY DEFAULT AS IDENTITY CONSTRAINT order_pk PRIMARY KEY,
    customer_id NUMBER NOT NULL CONSTRAINT order_customer_fk REFERENCES customer (id) ON DELETE CASCADE,
    status VARCHAR2(10 CHAR) DEFAULT 'new' NOT NULL CONSTRAINT order_status_ck CHECK (status IN ('new', 'paid', 'shipped')),
    net NUMBER(12, 2) NOT NULL,
    vat NUMBER(12, 2) NOT NULL,
    total NUMBER(13, 2) GENERATED ALWAYS AS (net + vat) VIRTUAL
)
/

-- [5 of 14] create index order_customer_ix on table "order"
--     revisions/b2d002_create_orders.sql:17, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says a1c001.
--     Go on with: sqlplan upgrade a1c001,b2d002~1:d4f004 --sql
CREATE INDEX order_customer_ix ON "order" (customer_id, status) COMPRESS 1
/

-- [6 of 14] create view open_order
--     revisions/b2d002_create_orders.sql:20, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says a1c001.
--     Go on with: sqlplan upgrade a1c001,b2d002~2:d4f004 --sql
CREATE VIEW open_order AS
SELECT o.id, c.name, o.total
FROM "order" o
JOIN customer c ON c.id = o.customer_id
WHERE o.status <> 'shipped'
/

-- [7 of 14] create trigger order_no_delete on table "order"
--     revisions/b2d002_create_orders.sql:27, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says a1c001.
--     Go on with: sqlplan upgrade a1c001,b2d002~3:d4f004 --sql
CREATE OR REPLACE TRIGGER order_no_delete
BEFORE DELETE ON "order"
BEGIN

    RAISE_APPLICATION_ERROR(-20001, 'orders are kept');
END;
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 4 statements of this one. The version table says a1c001.
--     Go on with: sqlplan upgrade a1c001,b2d002~4:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- Version table: a1c001 -> b2d002
BEGIN
    UPDATE sqlplan_version SET version_num = 'b2d002' WHERE version_num = 'a1c001';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a1c001 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 4: c3e003  split the name of a customer
-- =============================================================================
--   version table: b2d002 -> c3e003
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:48b94727bbfd8bb9e8d04c7da0f1473cfc9ae12826055fc9f0a6848e2d4de249

-- [8 of 14] alter table customer: add column first_name, add column last_name
--     revisions/c3e003_split_names.sql:7, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002:d4f004 --sql
ALTER TABLE customer ADD (first_name VARCHAR2(100 CHAR), last_name VARCHAR2(100 CHAR))
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~1:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- [9 of 14] update table customer: every row
--     revisions/c3e003_split_names.sql:9, in transaction 3
/* Every row: 1.2 million in production.*/
UPDATE customer
SET first_name = SUBSTR(name, 1, INSTR(name || ' ', ' ') - 1),
    last_name = SUBSTR(name, INSTR(name || ' ', ' ') + 1)
/

-- [10 of 14] insert into table customer
--     revisions/c3e003_split_names.sql:13, in transaction 3
INSERT INTO customer (email, name) VALUES ('search@example.com', q'[Søren's search]')
/

COMMIT
/

-- [11 of 14] alter table customer: rename column name to full_name
--     revisions/c3e003_split_names.sql:14, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 3 statements of this one. The version table says b2d002.
--     Go on with: sqlplan upgrade b2d002,c3e003~3:d4f004 --sql
ALTER TABLE customer RENAME COLUMN name TO full_name
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 4 statements of this one. The version table says b2d002.
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
-- Revision 4 of 4: d4f004  gather statistics
-- =============================================================================
--   version table: c3e003 -> d4f004
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_statistics.sql
--   digest:        sha256:1057a256e85821d298b1448a0b045b7af99ed96315c0d298c55a164715397be3

-- [12 of 14] run a block of statements
--     revisions/d4f004_statistics.sql:7, OUTSIDE A TRANSACTION: it can commit: it runs SQL that is put together at run time, ends transactions, or calls a package that does
--     If it fails: committed by then: the 3 revisions before this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003:d4f004 --sql
BEGIN
    DBMS_STATS.GATHER_TABLE_STATS(USER, 'CUSTOMER');
END;
/

COMMIT
/

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~1:d4f004 --sql
SET TRANSACTION READ WRITE
/

-- [13 of 14] set current_schema for the session
--     revisions/d4f004_statistics.sql:11, in transaction 5
ALTER SESSION SET CURRENT_SCHEMA = reports
/

COMMIT
/

-- [14 of 14] grant rights on customer
--     revisions/d4f004_statistics.sql:12, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 3 revisions before this one and the first 2 statements of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~2:d4f004 --sql
GRANT SELECT ON customer TO reader
/

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first 3 statements of this one. The version table says c3e003.
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

