seq = sa.Sequence("t_n_seq")
op.execute(sa.schema.CreateSequence(seq))
op.add_column("t", sa.Column("n", sa.Integer, seq, server_default=seq.next_value(), nullable=False))
op.execute("ALTER SEQUENCE t_n_seq OWNED BY t.n")
#: down
op.drop_column("t", "n")
op.execute(sa.schema.DropSequence(sa.Sequence("t_n_seq")))
