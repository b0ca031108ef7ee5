-- upgrade b2d002 -> c3e003
--
--   Dialect:       mssql, SQL Server 2019 (15) or later
--   Contents:      1 revision, 3 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade b2d002:c3e003 --sql --runner plain
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25979d0aabb196f4ea83fd3e0474480a466ed90c6d22d48407362e90bdcfcfce
--
-- Revisions, in this order:
--    1. c3e003  split the name of a customer
--
-- How to run it:
--   Send every statement as a batch of its own, stop at the first error, and SET XACT_ABORT ON first.
--   It changes nothing unless the version table stands at b2d002.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade c3e003:b2d002 --sql --runner plain
--   What that does not restore:
--     table sales.customer: the values that UPDATE replaces (revisions/c3e003_split_names.sql:9)
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

SET LOCK_TIMEOUT 5000;

-- Guard: refuse any database but the one that this script was compiled for.
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @@OPTIONS & 16384 = 0
    SET @refusal = N'this script needs SET XACT_ABORT ON. Nothing was changed.';
IF @refusal IS NULL AND @@TRANCOUNT > 0
    SET @refusal = N'a transaction is open in this session. Commit it or roll it back first. Nothing was changed.';
IF @refusal IS NULL AND CAST(SERVERPROPERTY(N'EngineEdition') AS int) NOT IN (5, 6, 8, 9, 11, 12)
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 15
    SET @refusal = N'this script was compiled for SQL Server 2019 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'b2d002' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold b2d002 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;

-- =============================================================================
-- Revision 1 of 1: c3e003  split the name of a customer
-- =============================================================================
--   version table: b2d002 -> c3e003
--   down_revision: b2d002
--   author:        Shop team
--   file:          revisions/c3e003_split_names.sql
--   digest:        sha256:26e0931f024ca546f39f8b43bd472ef54845a8bbe78878401c6e4f4f617f3708

BEGIN TRANSACTION;

-- [1 of 3] alter table sales.customer: add column first_name, add column last_name
--     revisions/c3e003_split_names.sql:7, in transaction 1
ALTER TABLE sales.customer ADD first_name NVARCHAR(100) NULL, last_name NVARCHAR(100) NULL;

-- [2 of 3] update table sales.customer: every row
--     revisions/c3e003_split_names.sql:9, in transaction 1
-- Every row: 1.2 million in production.
UPDATE sales.customer
SET first_name = LEFT(name, CHARINDEX(N' ', name + N' ') - 1),
    last_name = STUFF(name, 1, CHARINDEX(N' ', name + N' '), N'');

-- [3 of 3] rename column name of table sales.customer to full_name
--     revisions/c3e003_split_names.sql:12, in transaction 1
EXEC sp_rename 'sales.customer.name', 'full_name', 'COLUMN';

-- Version table: b2d002 -> c3e003
UPDATE sqlplan_version SET version_num = 'c3e003' WHERE version_num = 'b2d002';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b2d002 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;

COMMIT TRANSACTION;

-- =============================================================================
-- Final check: the version table stands at c3e003.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c3e003' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold c3e003 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
