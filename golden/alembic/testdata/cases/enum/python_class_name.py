#: module
import enum
class OrderState(str, enum.Enum):
    open = "OPEN"
    closed = "CLOSED"
#: up
op.create_table("t", sa.Column("k", sa.Enum(OrderState, name="order_state"), server_default=sa.text("'open'")))
