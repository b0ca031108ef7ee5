import base64, hashlib
op.execute("SELECT '%s', '%s'" % (hashlib.md5(b"x").hexdigest(), base64.b64encode(b"abc").decode()))
