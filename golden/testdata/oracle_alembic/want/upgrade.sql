-- upgrade base -> c2
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      2 revisions, 8 statements, 2 transactions, 7 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c2 --sql --guard-assumptions
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ddffccdf5f0e8d5113452b0f150202a9ff275c25180e6c97429eebed77fb6062
--
-- Revisions, in this order:
--    1. c1  patients
--    2. c2  look first
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
--   sqlplan downgrade c2:base --sql --guard-assumptions
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision c2] warning RB101: the downgrade does not restore column name of table patients (type: varchar2(80 char) before, varchar2(200 char) after)
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
    IF rows_held <> 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold no row, or no such table before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 2: c1  patients
-- =============================================================================
--   version table: base -> c1
--   down_revision: base
--   created:       2024-01-15 08:00:00
--   file:          migrations/versions/c1_patients.py
--   digest:        sha256:acca53acd29985ba9a60143c204522aff8cf85c62d4341f1dadd97fe2c33c28a

-- The version table.
BEGIN
    EXECUTE IMMEDIATE 'CREATE TABLE alembic_version (
    version_num VARCHAR2(32 CHAR) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLCODE NOT IN (-955) THEN
            RAISE;
        END IF;
END;
/

-- [1 of 8] create table patients
--     migrations/versions/c1_patients.py:16, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:c2 --sql --guard-assumptions
CREATE TABLE patients (
    id INTEGER GENERATED BY DEFAULT AS IDENTITY, 
    name VARCHAR2(80 CHAR) NOT NULL, 
    born DATE, 
    photo BLOB, 
    active SMALLINT DEFAULT 1 NOT NULL, 
    PRIMARY KEY (id)
)
/

-- [2 of 8] comment on column patients.name
--     migrations/versions/c1_patients.py:16, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade c1~1:c2 --sql --guard-assumptions
COMMENT ON COLUMN patients.name IS 'as on the card'
/

-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade c1~2:c2 --sql --guard-assumptions
SET TRANSACTION READ WRITE
/

-- [3 of 8] insert into table patients
--     migrations/versions/c1_patients.py:24, in transaction 1
INSERT INTO patients (name, born, photo, active) VALUES ('Søren & Sons', NULL, HEXTORAW('01'), 1)
/

-- Version table: (no row) -> c1
INSERT INTO alembic_version (version_num) VALUES ('c1')
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 2: c2  look first
-- =============================================================================
--   version table: c1 -> c2
--   down_revision: c1
--   created:       2024-01-16 08:00:00
--   file:          migrations/versions/c2_look_first.py
--   digest:        sha256:a7a0a3b95e93f27d701ebc417c1d0f730eecfda5e4c4921ea3bba91093c37929
--   assumes:       the columns of table patients are id, name, born, photo, active (migrations/versions/c2_look_first.py:17)
--   assumes:       there is no table wards (migrations/versions/c2_look_first.py:18)
--   assumes:       the indexes of table patients are none (migrations/versions/c2_look_first.py:24)

-- Refuse a database for which the revision was not compiled.
DECLARE
    holds PLS_INTEGER;
BEGIN
    SELECT CASE WHEN (SELECT COUNT(*) FROM (SELECT column_name AS name FROM all_tab_columns WHERE owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND table_name IN ('PATIENTS', 'patients'))) = 5 AND (SELECT COUNT(*) FROM (SELECT column_name AS name FROM all_tab_columns WHERE owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND table_name IN ('PATIENTS', 'patients')) WHERE name IN ('ACTIVE', 'active', 'BORN', 'born', 'ID', 'id', 'NAME', 'name', 'PHOTO', 'photo')) = 5 THEN 1 ELSE 0 END INTO holds FROM DUAL;
    IF holds = 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: not as assumed: the columns of table patients are id, name, born, photo, active. This revision was compiled for a database in which this holds. Compile the script again for this database.');
    END IF;
END;
/

DECLARE
    holds PLS_INTEGER;
BEGIN
    SELECT CASE WHEN NOT (EXISTS (SELECT 1 FROM all_objects WHERE owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND object_name IN ('WARDS', 'wards') AND object_type IN ('TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SYNONYM'))) THEN 1 ELSE 0 END INTO holds FROM DUAL;
    IF holds = 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: not as assumed: there is no table wards. This revision was compiled for a database in which this holds. Compile the script again for this database.');
    END IF;
END;
/

-- [4 of 8] create table wards
--     migrations/versions/c2_look_first.py:19, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one. The version table says c1.
--     Go on with: sqlplan upgrade c1:c2 --sql --guard-assumptions
CREATE TABLE wards (
    code VARCHAR2(4 CHAR) NOT NULL, 
    PRIMARY KEY (code)
)
/

-- [5 of 8] alter table patients: add column ward
--     migrations/versions/c2_look_first.py:21, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says c1.
--     Go on with: sqlplan upgrade c1,c2~1:c2 --sql --guard-assumptions
ALTER TABLE patients ADD ward VARCHAR2(4 CHAR)
/

-- [6 of 8] alter table patients: add foreign key patients_ward_fk
--     migrations/versions/c2_look_first.py:21, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says c1.
--     Go on with: sqlplan upgrade c1,c2~2:c2 --sql --guard-assumptions
ALTER TABLE patients ADD CONSTRAINT patients_ward_fk FOREIGN KEY(ward) REFERENCES wards (code)
/

-- [7 of 8] alter table patients: change column name to type VARCHAR2(200 CHAR)
--     migrations/versions/c2_look_first.py:23, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says c1.
--     Go on with: sqlplan upgrade c1,c2~3:c2 --sql --guard-assumptions
ALTER TABLE patients MODIFY name VARCHAR2(200 CHAR)
/

-- [8 of 8] create index patients_name_ix on table patients
--     migrations/versions/c2_look_first.py:25, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 4 statements of this one. The version table says c1.
--     Go on with: sqlplan upgrade c1,c2~4:c2 --sql --guard-assumptions
CREATE INDEX patients_name_ix ON patients (name) COMPRESS
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 5 statements of this one. The version table says c1.
--     Go on with: sqlplan upgrade c1,c2~5:c2 --sql --guard-assumptions
SET TRANSACTION READ WRITE
/

-- Version table: c1 -> c2
BEGIN
    UPDATE alembic_version SET version_num = 'c2' WHERE version_num = 'c1';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row c1 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Final check: the version table stands at c2.
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
    IF missing OR rows_held <> 1 OR held <> 'c2' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold c2 after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

