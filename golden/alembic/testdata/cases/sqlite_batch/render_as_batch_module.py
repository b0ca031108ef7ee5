# dialect: sqlite
# opts: render_as_batch=True
with op.batch_alter_table("t", schema=None) as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer(), nullable=True))
#: down
with op.batch_alter_table("t", schema=None) as batch_op:
    batch_op.drop_column("a")
