op.execute(sa.schema.CreateTable(sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))))
#: down
op.execute(sa.schema.DropTable(sa.Table("t", sa.MetaData())))
