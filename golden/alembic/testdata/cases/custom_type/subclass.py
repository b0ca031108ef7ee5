#: module
class Name(sa.String):
    def __init__(self):
        super().__init__(length=40)
class Big(sa.BigInteger):
    pass
#: up
op.create_table("t", sa.Column("n", Name()), sa.Column("b", Big, primary_key=True))
