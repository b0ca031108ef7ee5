#: module
import enum
class Kind(enum.Enum):
    A = "alpha"
    B = "beta"
#: up
op.create_table("t", sa.Column("k", sa.Enum(Kind, values_callable=lambda e: [m.value for m in e], name="kind")))
