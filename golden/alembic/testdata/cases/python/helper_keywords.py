#: module
def col(name, type_=sa.Integer, *args, nullable=True, **kw):
    return sa.Column(name, type_, *args, nullable=nullable, **kw)
#: up
op.create_table("t", col("a"), col("b", sa.Text(), nullable=False), col("c", sa.Integer, sa.ForeignKey("u.id"), server_default="5"))
