--- upgrade
execute sp_addextendedproperty 'MS_Description', N'it''s', 'schema', app, 'table', t;

GO

--- downgrade
execute sp_dropextendedproperty 'MS_Description', 'schema', app, 'table', t;

GO

