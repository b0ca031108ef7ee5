BEGIN TRANSACTION;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

GO

-- Running upgrade  -> aa01

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

execute sp_addextendedproperty 'MS_Description', N'Who may log in', 'schema', dbo, 'table', users;

GO

execute sp_addextendedproperty 'MS_Description', N'as it''s written', 'schema', dbo, 'table', users, 'column', name;

GO

CREATE INDEX ix_users_born ON users (born) INCLUDE (name) WHERE born IS NOT NULL;

GO

IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'users') AND name IN (N'name'))
    SET IDENTITY_INSERT users ON;

GO

INSERT INTO users (name) VALUES (N'Søren');

GO

INSERT INTO users (name) VALUES (N'O''Neill');

GO

IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'users') AND name IN (N'name'))
    SET IDENTITY_INSERT users OFF;

GO

INSERT INTO alembic_version (version_num) OUTPUT inserted.version_num VALUES ('aa01');

GO

-- Running upgrade aa01 -> bb02

declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('users')
and col_name(parent_object_id, parent_column_id) = 'active'
exec('alter table users drop constraint ' + @const_name);

GO

ALTER TABLE users ADD DEFAULT 0 FOR active;

GO

ALTER TABLE users ADD level NUMERIC(5, 2) NOT NULL DEFAULT '1.5';

GO

ALTER TABLE users ALTER COLUMN notes NVARCHAR(max) NULL;

GO

EXEC sp_rename 'users.notes', remarks, 'COLUMN';

GO

UPDATE alembic_version SET version_num='bb02' WHERE alembic_version.version_num = 'aa01';

GO

COMMIT;

GO

