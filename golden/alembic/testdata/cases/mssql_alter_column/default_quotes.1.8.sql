--- upgrade
declare @const_name varchar(256)
select @const_name = [name] from sys.default_constraints
where parent_object_id = object_id('it's')
and col_name(parent_object_id, parent_column_id) = 'o'col'
exec('alter table [it's] drop constraint ' + @const_name);

GO

