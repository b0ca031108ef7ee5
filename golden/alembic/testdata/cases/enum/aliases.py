#: module
import enum
class Kind(enum.Enum):
    A = 1
    ALSO_A = 1
    B = 2
#: up
op.create_table("t", sa.Column("k", sa.Enum(Kind, name="kind")))
op.create_table("u", sa.Column("k", sa.Enum(Kind, name="kind_no", omit_aliases=False)))
