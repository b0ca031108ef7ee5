op.add_column("t", sa.Column("n", sa.Integer, sa.Sequence("n_seq"), server_default=sa.text("nextval('n_seq')")))
