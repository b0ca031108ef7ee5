op.execute(sa.schema.CreateSchema("app"))
#: down
op.execute(sa.schema.DropSchema("app", cascade=True))
