from sqlalchemy.orm import Session
session = Session(bind=op.get_bind())
session.execute(sa.text("UPDATE t SET a = 1"))
session.commit()
