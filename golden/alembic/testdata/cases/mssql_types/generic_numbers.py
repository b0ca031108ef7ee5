# dialect: mssql
op.create_table("t", sa.Column("a", sa.Boolean()), sa.Column("b", sa.Float()), sa.Column("c", sa.Float(24)), sa.Column("d", sa.Double()), sa.Column("e", sa.Numeric()), sa.Column("f", sa.Numeric(12, 4)), sa.Column("g", sa.SmallInteger()), sa.Column("h", sa.Boolean(create_constraint=True, name="ck_h")))
