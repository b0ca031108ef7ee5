# dialect: mariadb
import enum
class Mood(enum.Enum):
    glad = "g"
    sad = "s"
op.create_table("t",
    sa.Column("a", mysql.TINYBLOB()),
    sa.Column("b", mysql.MEDIUMBLOB),
    sa.Column("c", mysql.LONGBLOB(length=5)),
    sa.Column("d", mysql.BLOB(100)),
    sa.Column("e", sa.LargeBinary(70000)),
    sa.Column("f", mysql.BINARY(16)),
    sa.Column("g", mysql.VARBINARY(16)),
    sa.Column("h", mysql.ENUM("a", "it's", "100%")),
    sa.Column("i", mysql.ENUM("a", "b", charset="utf8", collation="utf8_bin", name="x")),
    sa.Column("j", sa.Enum("a", "b", name="x"), nullable=False, server_default="a"),
    sa.Column("k", sa.Enum(Mood)),
    sa.Column("l", mysql.ENUM(Mood)),
    sa.Column("m", sa.Enum("aa", "b", native_enum=False)),
    sa.Column("n", sa.Enum("aa", "b", native_enum=False, create_constraint=True, name="ck")),
    sa.Column("o", sa.Enum("aa", "b", native_enum=False, length=30)),
    sa.Column("p", mysql.SET("a", "b", "it's")),
    sa.Column("q", mysql.SET("a", charset="utf8mb4", collation="utf8mb4_bin")),
    sa.Column("r", mysql.SET("a", "", retrieve_as_bitwise=True)),
    sa.Column("s", mysql.JSON()),
    sa.Column("u", sa.JSON, nullable=False),
    sa.Column("v", sa.Uuid()),
    sa.Column("w", sa.UUID()),
    sa.Column("x", sa.Boolean(create_constraint=True, name="ck_x")),
    sa.Column("y", sa.Boolean(name="ck_y")),
    sa.Column("z", sa.Enum("a", "b", create_constraint=True, name="e")),
)
