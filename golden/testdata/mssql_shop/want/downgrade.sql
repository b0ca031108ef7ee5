-- downgrade d4f004 -> base
--
--   Dialect:       mssql, SQL Server 2019 (15) or later
--   Contents:      4 revisions, 9 statements, 5 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade d4f004:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:62ec175f5b1d43fded27efa26adb64d135ea1f489822883775ade9f82170cb34
--
-- Revisions, in this order:
--    1. d4f004  search names by their words
--    2. c3e003  split the name of a customer
--    3. b2d002  create orders
--    4. a1c001  create customers
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at d4f004.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:d4f004 --sql
--   What that does not restore:
--     table sales.order: its rows
--     table sales.customer: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision b2d002] warning RB102: what was there before is thrown away: table sales.order (its rows)
--   [revision a1c001] warning RB102: what was there before is thrown away: table sales.customer (its rows)
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
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'd4f004' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold d4f004 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 4: d4f004  search names by their words
-- =============================================================================
--   version table: d4f004 -> c3e003
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_search_names.sql
--   digest:        sha256:130ec7af55a97079512c574bac33d262ae270203dcc1b2337c298c279c7cec64

BEGIN TRANSACTION;
GO

-- [1 of 9] delete from table sales.customer
--     revisions/d4f004_search_names.sql:15, in transaction 1
DELETE FROM sales.customer WHERE email = N'search@example.com';
GO

COMMIT TRANSACTION;
GO

-- [2 of 9] drop fulltext index on table sales.customer
--     revisions/d4f004_search_names.sql:16, OUTSIDE A TRANSACTION: full-text objects cannot be dropped inside a transaction
--     If it fails: committed by then: the first statement of this one. The version table says d4f004.
--     Go on with: sqlplan downgrade d4f004~1:base --sql --exact
DROP FULLTEXT INDEX ON sales.customer;
GO

-- [3 of 9] drop fulltext catalog shop_ft
--     revisions/d4f004_search_names.sql:17, OUTSIDE A TRANSACTION: full-text objects cannot be dropped inside a transaction
--     If it fails: committed by then: the first 2 statements of this one. The version table says d4f004.
--     Go on with: sqlplan downgrade d4f004~2:base --sql --exact
DROP FULLTEXT CATALOG shop_ft;
GO

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says d4f004.
--     Go on with: sqlplan downgrade d4f004~3:base --sql --exact
BEGIN TRANSACTION;
GO

-- Version table: d4f004 -> c3e003
UPDATE sqlplan_version SET version_num = 'c3e003' WHERE version_num = 'd4f004';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row d4f004 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 4: c3e003  split the name of a customer
-- =============================================================================
--   version table: c3e003 -> b2d002
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:26e0931f024ca546f39f8b43bd472ef54845a8bbe78878401c6e4f4f617f3708

BEGIN TRANSACTION;
GO

-- [4 of 9] rename column full_name of table sales.customer to name
--     revisions/c3e003_split_names.sql:15, in transaction 3
EXEC sp_rename 'sales.customer.full_name', 'name', 'COLUMN';
GO

-- [5 of 9] alter table sales.customer: drop column first_name, drop column last_name
--     revisions/c3e003_split_names.sql:16, in transaction 3
ALTER TABLE sales.customer DROP COLUMN first_name, last_name;
GO

-- Version table: c3e003 -> b2d002
UPDATE sqlplan_version SET version_num = 'b2d002' WHERE version_num = 'c3e003';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row c3e003 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 4: b2d002  create orders
-- =============================================================================
--   version table: b2d002 -> a1c001
--   down_revision: a1c001
--   author:        Shop team
--   file:          revisions/b2d002_create_orders.sql
--   digest:        sha256:f6644a07c816fbb2ab860758c39df410f1e2cbfcdb29c395f6637d737775a1ee

BEGIN TRANSACTION;
GO

-- [6 of 9] drop view sales.open_order
--     revisions/b2d002_create_orders.sql:36, in transaction 4
DROP VIEW sales.open_order;
GO

-- [7 of 9] drop table sales.[order]
--     revisions/b2d002_create_orders.sql:37, in transaction 4
DROP TABLE sales.[order];
GO

-- Version table: b2d002 -> a1c001
UPDATE sqlplan_version SET version_num = 'a1c001' WHERE version_num = 'b2d002';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b2d002 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 4 of 4: a1c001  create customers
-- =============================================================================
--   version table: a1c001 -> base
--   down_revision: base
--   author:        Shop team
--   file:          revisions/a1c001_create_customers.sql
--   digest:        sha256:0e4d088cef70156cfe554fdfc422437327e90042bb81868434dd5209273f8854

BEGIN TRANSACTION;
GO

-- [8 of 9] drop table sales.customer
--     revisions/a1c001_create_customers.sql:22, in transaction 5
DROP TABLE sales.customer;
GO

-- [9 of 9] drop schema sales
--     revisions/a1c001_create_customers.sql:24, in transaction 5
DROP SCHEMA sales;
GO

-- Version table: a1c001 -> (no row)
DELETE FROM sqlplan_version WHERE version_num = 'a1c001';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a1c001 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold no row, or no such table after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
