--- upgrade
CREATE TABLE app.t (
    a INTEGER NULL
);

GO

