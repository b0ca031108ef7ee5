--- upgrade
INSERT INTO t (id, s, b) VALUES (1, 'it''s \ 5%', 1)

/

