postgresql.DOMAIN("code", sa.String(5), collation="C", constraint_name="code_ck", check=sa.text("VALUE ~ '^x'")).create(op.get_bind())
#: down
postgresql.DOMAIN("code", sa.String(5)).drop(op.get_bind())
