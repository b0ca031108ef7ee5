"""parcels and depots, with rows

Revision ID: m2
Revises: m1
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session
from sqlmodel import select

from app.models import Depot, Parcel

revision = "m2"
down_revision = "m1"


def upgrade():
    bind = op.get_bind()
    op.create_table("depot", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("town", sa.String(), nullable=False, unique=True))
    op.create_table(
        "parcel",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("id", sa.Integer(), sa.Identity(start=100), primary_key=True),
        sa.Column("kind", sa.Enum("plain", "gift", name="kind"), nullable=False),
        sa.Column("weight", sa.Numeric(6, 2), nullable=False),
        sa.Column("depot_id", sa.Integer(), sa.ForeignKey("depot.id")),
        sa.Column("details", sa.JSON()),
    )
    bind.execute(sa.text("INSERT INTO depot (town) VALUES ('Ghent'), ('Bruges') ON CONFLICT (town) DO NOTHING"))
    ids = {d.town: d.id for d in bind.execute(select(Depot))}
    made = bind.execute(
        sa.text("INSERT INTO parcel (name, kind, weight, depot_id) VALUES ('a', 'plain', 1, :ghent), ('b', 'gift', 2, :bruges) RETURNING id, name"),
        {"ghent": ids["Ghent"], "bruges": ids["Bruges"]},
    ).fetchall()
    for parcel in made:
        op.execute(sa.update(Parcel).where(Parcel.id == parcel.id).values(details={"label": f"{parcel.name}-{parcel.id}"}))
    changed = bind.execute(sa.text("UPDATE parcel SET note = d.town FROM depot d WHERE d.id = parcel.depot_id AND d.town LIKE 'G%'")).rowcount
    moved = bind.execute(sa.text("UPDATE parcel SET note = 'none' FROM depot d WHERE d.id = parcel.depot_id AND d.town = 'Ghent'")).rowcount
    assert (changed, moved) == (1, 1), (changed, moved)
    session = Session(bind)
    session.add(Parcel(name="c", depot_id=ids["Ghent"]))
    session.commit()


def downgrade():
    op.drop_table("parcel")
    op.drop_table("depot")
    op.execute("DROP TYPE kind")
