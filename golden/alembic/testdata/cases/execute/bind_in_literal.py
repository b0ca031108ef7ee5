# Alembic takes :1 in a literal for a parameter
op.execute("""UPDATE t SET j = '{"k":1}'""")
