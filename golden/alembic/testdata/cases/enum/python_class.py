#: module
import enum
class Kind(enum.Enum):
    A = "a"
    B = "b"
#: up
op.create_table("t", sa.Column("k", sa.Enum(Kind), server_default=Kind.A.name))
#: down
op.drop_table("t")
sa.Enum(Kind).drop(op.get_bind())
