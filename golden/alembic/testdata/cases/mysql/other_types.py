# dialect: mysql
from sqlalchemy.dialects import postgresql, mssql, oracle, sqlite
op.create_table("t",
    sa.Column("b", postgresql.TIMESTAMP(precision=3)),
    sa.Column("c", sqlite.DATETIME()),
    sa.Column("d", mssql.DATETIME2().with_variant(mysql.DATETIME(fsp=6), "mysql")),
    sa.Column("e", sa.JSON().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")),
    sa.Column("f", sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql")),
    sa.Column("g", sa.BigInteger().with_variant(mysql.BIGINT(unsigned=True), "mysql"), primary_key=True),
    sa.Column("h", mssql.TINYINT()),
)
