op.execute(r"UPDATE t SET a = regexp_replace(a, '\d+', '')")
