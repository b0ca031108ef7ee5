--- upgrade
CREATE INDEX ix_t_a ON t (a);

CREATE UNIQUE INDEX ix_u_b_c ON u (b, c);

