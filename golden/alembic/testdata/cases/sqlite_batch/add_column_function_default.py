# dialect: sqlite
with op.batch_alter_table("t") as batch_op:
    batch_op.add_column(sa.Column("a", sa.DateTime, server_default=sa.func.now()))
