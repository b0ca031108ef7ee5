op.add_column("t", sa.Column("parent", sa.Integer(), sa.ForeignKey("t.id")))
