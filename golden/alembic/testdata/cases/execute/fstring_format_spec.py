op.execute(f"UPDATE t SET a = '{3.14159:.2f}', b = {7:03d}, c = {'x'!r}, d = '{255:#x}'")
