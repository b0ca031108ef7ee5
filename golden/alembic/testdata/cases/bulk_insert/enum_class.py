#: module
import enum
class Kind(enum.Enum):
    A = "alpha"
#: up
t = sa.table("t", sa.column("e", sa.Enum(Kind)))
op.bulk_insert(t, [{"e": Kind.A}, {"e": "A"}])
