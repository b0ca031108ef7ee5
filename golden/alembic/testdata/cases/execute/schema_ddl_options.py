op.execute(sa.schema.CreateSchema("App Data", if_not_exists=True))
op.execute(sa.schema.DropSchema("app", if_exists=True))
