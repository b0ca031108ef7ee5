--- upgrade
CREATE TABLE app.t (
    a INTEGER NULL
);

GO

execute sp_addextendedproperty 'MS_Description', N'a table''s', 'schema', app, 'table', t;

GO

execute sp_addextendedproperty 'MS_Description', N'a column''s', 'schema', app, 'table', t, 'column', a;

GO

