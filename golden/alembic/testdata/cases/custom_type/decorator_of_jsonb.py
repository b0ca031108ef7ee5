#: module
class Payload(sa.types.TypeDecorator):
    impl = postgresql.JSONB
    cache_ok = True
#: up
op.create_table("t", sa.Column("p", Payload(astext_type=sa.Text())), sa.Column("q", Payload))
