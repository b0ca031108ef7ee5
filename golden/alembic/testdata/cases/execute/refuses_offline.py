if context.is_offline_mode():
    raise Exception("this revision needs a database")
