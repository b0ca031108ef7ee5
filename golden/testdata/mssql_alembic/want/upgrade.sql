-- upgrade base -> bb02
--
--   Dialect:       mssql, SQL Server 2022 (16) or later
--   Contents:      2 revisions, 13 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:bb02 --sql --guard-assumptions
--   Compiled by:   sqlplan dev
--   Digest:        sha256:09695cb1837aec4ae57a60492d069e7cc50080abd5d19b14622a2b0c42945c1b
--
-- Revisions, in this order:
--    1. aa01  users, with comments
--    2. bb02  defaults by generated name
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
--
-- How to go back:
--   sqlplan downgrade bb02:base --sql --guard-assumptions
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
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 16
    SET @refusal = N'this script was compiled for SQL Server 2022 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold no row, or no such table before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 2: aa01  users, with comments
-- =============================================================================
--   version table: base -> aa01
--   down_revision: base
--   file:          migrations/versions/aa01_users.py
--   digest:        sha256:45d7b3692bbc75b7eca0b3dc417bbd419c1794c12cc88fd6ea84fba616cf33ca

BEGIN TRANSACTION;
GO

-- The version table.
IF OBJECT_ID(N'alembic_version', N'U') IS NULL
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
GO

-- [1 of 13] create table users
--     migrations/versions/aa01_users.py:11, in transaction 1
CREATE TABLE users (
    id INTEGER NOT NULL IDENTITY, 
    name NVARCHAR(100) NOT NULL, 
    born DATE NULL, 
    notes VARCHAR(max) NULL, 
    active BIT NOT NULL DEFAULT 1, 
    PRIMARY KEY (id), 
    UNIQUE NONCLUSTERED (name)
);
GO

-- [2 of 13] comment on table dbo.users
--     migrations/versions/aa01_users.py:11, in transaction 1
execute sp_addextendedproperty 'MS_Description', N'Who may log in', 'schema', dbo, 'table', users;
GO

-- [3 of 13] comment on column name of table dbo.users
--     migrations/versions/aa01_users.py:11, in transaction 1
execute sp_addextendedproperty 'MS_Description', N'as it''s written', 'schema', dbo, 'table', users, 'column', name;
GO

-- [4 of 13] create index ix_users_born on table users
--     migrations/versions/aa01_users.py:21, in transaction 1
CREATE INDEX ix_users_born ON users (born) INCLUDE (name) WHERE born IS NOT NULL;
GO

-- [5 of 13] switch IDENTITY_INSERT of table users
--     migrations/versions/aa01_users.py:22, in transaction 1
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'users') AND name IN (N'name'))
    SET IDENTITY_INSERT users ON;
GO

-- [6 of 13] insert into table users
--     migrations/versions/aa01_users.py:22, in transaction 1
INSERT INTO users (name) VALUES (N'Søren');
GO

-- [7 of 13] insert into table users
--     migrations/versions/aa01_users.py:22, in transaction 1
INSERT INTO users (name) VALUES (N'O''Neill');
GO

-- [8 of 13] switch IDENTITY_INSERT of table users
--     migrations/versions/aa01_users.py:22, in transaction 1
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'users') AND name IN (N'name'))
    SET IDENTITY_INSERT users OFF;
GO

-- Version table: (no row) -> aa01
INSERT INTO alembic_version (version_num) VALUES ('aa01');
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 2: bb02  defaults by generated name
-- =============================================================================
--   version table: aa01 -> bb02
--   down_revision: aa01
--   file:          migrations/versions/bb02_defaults.py
--   digest:        sha256:5f25e10e32558f92727eec48a4aef939c79db76b9c0c8e9af9a5273af3a0a75b
--   assumes:       the columns of table Users are id, name, born, notes, active (migrations/versions/bb02_defaults.py:11)
--   assumes:       there is no table audit (migrations/versions/bb02_defaults.py:15)

BEGIN TRANSACTION;
GO

-- Refuse a database for which the revision was not compiled.
IF CASE WHEN (SELECT COUNT(*) FROM (SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(N'[Users]')) AS q (x)) = 5 AND (SELECT COUNT(*) FROM (SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(N'[Users]')) AS q (x) WHERE x COLLATE Latin1_General_BIN2 IN (N'active', N'born', N'id', N'name', N'notes')) = 5 THEN 1 ELSE 0 END = 0
    THROW 50000, N'sqlplan: not as assumed: the columns of table Users are id, name, born, notes, active. This revision was compiled for a database in which this holds. Compile the script again for this database.', 1;
GO

IF CASE WHEN NOT (OBJECT_ID(N'[audit]') IS NOT NULL) THEN 1 ELSE 0 END = 0
    THROW 50000, N'sqlplan: not as assumed: there is no table audit. This revision was compiled for a database in which this holds. Compile the script again for this database.', 1;
GO

-- [9 of 13] alter table users: drop the default of column active
--     migrations/versions/bb02_defaults.py:13, in transaction 2
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('users')
and col_name(parent_object_id, parent_column_id) = 'active'
exec('alter table users drop constraint ' + @const_name);
GO

-- [10 of 13] alter table users: add default for column active
--     migrations/versions/bb02_defaults.py:13, in transaction 2
ALTER TABLE users ADD DEFAULT 0 FOR active;
GO

-- [11 of 13] alter table users: add column level
--     migrations/versions/bb02_defaults.py:16, in transaction 2
ALTER TABLE users ADD level NUMERIC(5, 2) NOT NULL DEFAULT '1.5';
GO

-- [12 of 13] alter table users: change column notes to NVARCHAR(max) NULL
--     migrations/versions/bb02_defaults.py:17, in transaction 2
ALTER TABLE users ALTER COLUMN notes NVARCHAR(max) NULL;
GO

-- [13 of 13] rename column notes of table users to remarks
--     migrations/versions/bb02_defaults.py:17, in transaction 2
EXEC sp_rename 'users.notes', remarks, 'COLUMN';
GO

-- Version table: aa01 -> bb02
UPDATE alembic_version SET version_num = 'bb02' WHERE version_num = 'aa01';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row aa01 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at bb02.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'bb02' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold bb02 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
