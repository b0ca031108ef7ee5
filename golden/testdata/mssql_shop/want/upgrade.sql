-- upgrade base -> d4f004
--
--   Dialect:       mssql, SQL Server 2019 (15) or later
--   Contents:      4 revisions, 13 statements, 4 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:d4f004 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:bd6cf721b1a107472f55e48d16aae37b478bd8656d85e7e5aec97d5db60aff31
--
-- Revisions, in this order:
--    1. a1c001  create customers
--    2. b2d002  create orders
--    3. c3e003  split the name of a customer
--    4. d4f004  search names by their words
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade d4f004:base --sql
--   What a downgrade of these restores is not known:
--     revision d4f004: what sales.customer looks like is not known: it is not known what it changes
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

SET NOEXEC OFF;
GO
SET XACT_ABORT OFF;
SET IMPLICIT_TRANSACTIONS OFF;
SET NUMERIC_ROUNDABORT OFF;
SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON;
GO
-- The line below needs sqlcmd, or the SQLCMD mode of SSMS.
:on error exit
SET XACT_ABORT ON;
SET NOCOUNT ON;
GO

SET LOCK_TIMEOUT 5000;
GO

-- Guard: refuse any database but the one that this script was compiled for.
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @@OPTIONS & 16384 = 0 -- XACT_ABORT is off: the batch with :on error exit did not run
    SET @refusal = N'this script needs sqlcmd, or SSMS with SQLCMD Mode turned on in the menu Query. Nothing was changed.';
IF @refusal IS NULL AND @@TRANCOUNT > 0
    SET @refusal = N'a transaction is open in this session. Commit it or roll it back first. Nothing was changed.';
IF @refusal IS NULL AND CAST(SERVERPROPERTY(N'EngineEdition') AS int) NOT IN (5, 6, 8, 9, 11, 12)
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 15
    SET @refusal = N'this script was compiled for SQL Server 2019 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold no row, or no such table before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 4: a1c001  create customers
-- =============================================================================
--   version table: base -> a1c001
--   down_revision: base
--   author:        Shop team
--   file:          revisions/a1c001_create_customers.sql
--   digest:        sha256:0e4d088cef70156cfe554fdfc422437327e90042bb81868434dd5209273f8854

BEGIN TRANSACTION;
GO

-- The version table.
IF OBJECT_ID(N'sqlplan_version', N'U') IS NULL
CREATE TABLE sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);
GO

-- [1 of 13] create schema sales
--     revisions/a1c001_create_customers.sql:7, in transaction 1
CREATE SCHEMA sales;
GO

-- [2 of 13] create table sales.customer
--     revisions/a1c001_create_customers.sql:11, in transaction 1
-- One row for each person or company that has ever ordered.
CREATE TABLE sales.customer (
    id INT IDENTITY(1,1) NOT NULL CONSTRAINT customer_pk PRIMARY KEY,
    email NVARCHAR(254) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    created_at DATETIME2(3) NOT NULL CONSTRAINT customer_created_at_df DEFAULT SYSUTCDATETIME()
);
GO

-- [3 of 13] create index customer_email_uq on table sales.customer
--     revisions/a1c001_create_customers.sql:18, in transaction 1
CREATE UNIQUE INDEX customer_email_uq ON sales.customer (email);
GO

-- Version table: (no row) -> a1c001
INSERT INTO sqlplan_version (version_num) VALUES ('a1c001');
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 4: b2d002  create orders
-- =============================================================================
--   version table: a1c001 -> b2d002
--   down_revision: a1c001
--   author:        Shop team
--   file:          revisions/b2d002_create_orders.sql
--   digest:        sha256:f6644a07c816fbb2ab860758c39df410f1e2cbfcdb29c395f6637d737775a1ee

BEGIN TRANSACTION;
GO

-- [4 of 13] create table sales.[order]
--     revisions/b2d002_create_orders.sql:7, in transaction 2
CREATE TABLE sales.[order] (
    id INT IDENTITY(1,1) NOT NULL CONSTRAINT order_pk PRIMARY KEY,
    customer_id INT NOT NULL CONSTRAINT order_customer_fk REFERENCES sales.customer (id) ON DELETE CASCADE,
    status VARCHAR(10) NOT NULL CONSTRAINT order_status_ck CHECK (status IN ('new', 'paid', 'shipped')),
    net DECIMAL(12, 2) NOT NULL,
    vat DECIMAL(12, 2) NOT NULL,
    total AS (net + vat) PERSISTED
);
GO

-- [5 of 13] create index order_new_ix on table sales.[order]
--     revisions/b2d002_create_orders.sql:17, in transaction 2
CREATE INDEX order_new_ix ON sales.[order] (customer_id) INCLUDE (total) WHERE status = 'new';
GO

-- [6 of 13] create view sales.open_order
--     revisions/b2d002_create_orders.sql:20, in transaction 2
GO
CREATE VIEW sales.open_order AS
SELECT o.id, c.name, o.total
FROM sales.[order] AS o
JOIN sales.customer AS c ON c.id = o.customer_id
WHERE o.status <> 'shipped';
GO

-- [7 of 13] create trigger sales.order_no_delete on table sales.[order]
--     revisions/b2d002_create_orders.sql:27, in transaction 2
GO
CREATE TRIGGER sales.order_no_delete ON sales.[order] INSTEAD OF DELETE
AS
BEGIN
    SET NOCOUNT ON;
    THROW 50001, 'orders are kept', 1;
END;
GO

-- Version table: a1c001 -> b2d002
UPDATE sqlplan_version SET version_num = 'b2d002' WHERE version_num = 'a1c001';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a1c001 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 4: c3e003  split the name of a customer
-- =============================================================================
--   version table: b2d002 -> c3e003
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:26e0931f024ca546f39f8b43bd472ef54845a8bbe78878401c6e4f4f617f3708

BEGIN TRANSACTION;
GO

-- [8 of 13] alter table sales.customer: add column first_name, add column last_name
--     revisions/c3e003_split_names.sql:7, in transaction 3
ALTER TABLE sales.customer ADD first_name NVARCHAR(100) NULL, last_name NVARCHAR(100) NULL;
GO

-- [9 of 13] update table sales.customer: every row
--     revisions/c3e003_split_names.sql:9, in transaction 3
-- Every row: 1.2 million in production.
UPDATE sales.customer
SET first_name = LEFT(name, CHARINDEX(N' ', name + N' ') - 1),
    last_name = STUFF(name, 1, CHARINDEX(N' ', name + N' '), N'');
GO

-- [10 of 13] rename column name of table sales.customer to full_name
--     revisions/c3e003_split_names.sql:12, in transaction 3
EXEC sp_rename 'sales.customer.name', 'full_name', 'COLUMN';
GO

-- Version table: b2d002 -> c3e003
UPDATE sqlplan_version SET version_num = 'c3e003' WHERE version_num = 'b2d002';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b2d002 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 4 of 4: d4f004  search names by their words
-- =============================================================================
--   version table: c3e003 -> d4f004
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_search_names.sql
--   digest:        sha256:130ec7af55a97079512c574bac33d262ae270203dcc1b2337c298c279c7cec64

-- [11 of 13] create fulltext catalog shop_ft
--     revisions/d4f004_search_names.sql:7, OUTSIDE A TRANSACTION: full-text objects cannot be created inside a transaction
--     If it fails: committed by then: the 3 revisions before this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003:d4f004 --sql
CREATE FULLTEXT CATALOG shop_ft;
GO

-- [12 of 13] create fulltext index on table sales.customer
--     revisions/d4f004_search_names.sql:8, OUTSIDE A TRANSACTION: full-text objects cannot be created inside a transaction
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~1:d4f004 --sql
CREATE FULLTEXT INDEX ON sales.customer (full_name) KEY INDEX customer_pk ON shop_ft;
GO

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first 2 statements of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~2:d4f004 --sql
BEGIN TRANSACTION;
GO

-- [13 of 13] run a block of statements
--     revisions/d4f004_search_names.sql:10, in transaction 4
DECLARE @known INT = (SELECT COUNT(*) FROM sales.customer);
IF @known > 0
    INSERT INTO sales.customer (email, full_name) VALUES (N'search@example.com', N'Søren''s search');
GO

-- Version table: c3e003 -> d4f004
UPDATE sqlplan_version SET version_num = 'd4f004' WHERE version_num = 'c3e003';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row c3e003 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at d4f004.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'd4f004' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold d4f004 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
