#: module
from sqlalchemy.orm import declarative_base, defer, load_only
Base = declarative_base()
class Tag(Base):
    __tablename__ = "tags"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50))
    colour = sa.Column("color", sa.String(50))
    hidden = sa.Column(sa.Boolean)
#: up
op.execute(sa.select(Tag).options(load_only(Tag.colour)))
op.execute(sa.select(sa.literal_column("1"), Tag).options(load_only(Tag.hidden, Tag.name)).where(Tag.colour == "red"))
op.execute(sa.select(Tag).options(defer(Tag.colour), defer(Tag.hidden)))
