import json
op.execute("INSERT INTO t (j) VALUES ('%s')" % json.dumps({"a": [1, None, True], "b": "x"}, sort_keys=True))
