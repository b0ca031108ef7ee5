--- upgrade
declare @const_name varchar(256)
select @const_name = [name] from sys.default_constraints
where parent_object_id = object_id('My t')
and col_name(parent_object_id, parent_column_id) = 'it's'
exec('alter table [My t] drop constraint ' + @const_name);

GO

declare @const_name varchar(256)
select @const_name = [name] from sys.check_constraints
where parent_object_id = object_id('My t')
and col_name(parent_object_id, parent_column_id) = 'it's'
exec('alter table [My t] drop constraint ' + @const_name);

GO

declare @const_name varchar(256)
select @const_name = [name] from
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id('My t')
and col_name(fkc.parent_object_id, fkc.parent_column_id) = 'it's'
exec('alter table [My t] drop constraint ' + @const_name);

GO

ALTER TABLE [My t] DROP COLUMN [it's];

GO

