#: module
class Vector(sa.types.UserDefinedType):
    cache_ok = True
    def __init__(self, dim=None):
        self.dim = dim
    def get_col_spec(self, **kw):
        return "VECTOR" if self.dim is None else "VECTOR(%d)" % self.dim
#: up
op.create_table("t", sa.Column("a", Vector(3)), sa.Column("b", Vector()), sa.Column("c", postgresql.ARRAY(Vector(2))))
op.add_column("t", sa.Column("d", Vector(1536), nullable=True))
op.alter_column("t", "a", type_=Vector(4))
