op.execute(sa.text("UPDATE t SET a = :v"))
