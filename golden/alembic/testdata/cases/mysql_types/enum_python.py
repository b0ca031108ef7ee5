# dialect: mysql, mariadb
#: module
import enum


class Color(enum.Enum):
    RED = "r"
    GREEN = "g"
#: up
op.create_table("t", sa.Column("a", sa.Enum(Color)), sa.Column("b", sa.Enum(Color, values_callable=lambda e: [m.value for m in e])), sa.Column("c", mysql.ENUM(Color)))
