--- upgrade
declare @const_name varchar(256)
select @const_name = [name] from sys.default_constraints
where parent_object_id = object_id('app.t')
and col_name(parent_object_id, parent_column_id) = 'a'
exec('alter table app.t drop constraint ' + @const_name);

GO

ALTER TABLE app.t ADD DEFAULT 'it''s' FOR a;

GO

--- downgrade
declare @const_name varchar(256)
select @const_name = [name] from sys.default_constraints
where parent_object_id = object_id('app.t')
and col_name(parent_object_id, parent_column_id) = 'a'
exec('alter table app.t drop constraint ' + @const_name);

GO

