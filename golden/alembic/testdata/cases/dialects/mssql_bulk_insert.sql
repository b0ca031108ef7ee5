--- upgrade
SET IDENTITY_INSERT t ON;

GO

INSERT INTO t (id, s, b) VALUES (1, 'it''s \ 5%', 1);

GO

SET IDENTITY_INSERT t OFF;

GO

