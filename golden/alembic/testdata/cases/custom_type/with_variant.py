#: module
class Tiny(sa.types.UserDefinedType):
    def get_col_spec(self):
        return "TINY"
#: up
op.create_table("t", sa.Column("n", sa.Integer().with_variant(Tiny(), "postgresql")))
