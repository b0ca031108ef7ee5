op.execute("UPDATE t SET j = '{\"k\"\\:1}'")
