# Python-side defaults are not printed
op.create_table("t", sa.Column("a", sa.Integer, default=5), sa.Column("b", sa.DateTime, default=sa.func.now(), onupdate=sa.func.now()))
