--- upgrade
SET IDENTITY_INSERT t ON;

GO

INSERT INTO t (id, a, b) VALUES (1, 'it''s', 1);

GO

INSERT INTO t (id, a, b) VALUES (2, '50%', 0);

GO

SET IDENTITY_INSERT t OFF;

GO

