#: module
import enum
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
#: up
op.create_table("t", sa.Column("k", sa.Enum(Level)))
