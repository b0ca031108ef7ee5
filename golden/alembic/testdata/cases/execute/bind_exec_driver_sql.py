op.get_bind().exec_driver_sql("UPDATE t SET a = 1")
