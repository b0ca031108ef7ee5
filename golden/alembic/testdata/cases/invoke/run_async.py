async def work(connection):
    pass
op.run_async(work)
