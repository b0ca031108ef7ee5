#: module
class Kind(sa.types.TypeDecorator):
    impl = sa.Enum
    cache_ok = True
    def __init__(self):
        super().__init__("a", "b", name="kind")
#: up
op.create_table("t", sa.Column("k", Kind()))
