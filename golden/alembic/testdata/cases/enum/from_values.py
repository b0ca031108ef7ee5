#: module
from enum import Enum
class Kind(str, Enum):
    A = "alpha"
    B = "beta"
#: up
kind = postgresql.ENUM(*[k.value for k in Kind], name="kind")
kind.create(op.get_bind(), checkfirst=True)
op.add_column("t", sa.Column("k", kind, nullable=True))
