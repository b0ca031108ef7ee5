#: module
class GUID(sa.types.TypeDecorator):
    impl = sa.CHAR
    cache_ok = True
    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(sa.CHAR(32))
#: up
op.create_table("t", sa.Column("id", GUID(), primary_key=True), sa.Column("o", GUID, nullable=True))
op.alter_column("t", "o", existing_type=sa.CHAR(32), type_=GUID(), postgresql_using="o::uuid")
