#: module
class Lower(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return value.lower() if value is not None else None
#: up
op.create_table("t", sa.Column("a", Lower(20)), sa.Column("b", Lower(length=5)), sa.Column("c", Lower))
t = sa.table("t", sa.column("a", Lower))
op.bulk_insert(t, [{"a": "ABC"}])
op.execute(t.update().where(t.c.a == "Q").values(a="XYZ"))
