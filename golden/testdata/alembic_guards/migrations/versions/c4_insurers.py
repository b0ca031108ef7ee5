"""insurers get a table of their own

Revision ID: c4
Revises: c3
Create Date: 2024-04-11 10:10:00

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "c4"
down_revision = "c3"
branch_labels = None
depends_on = None

Base = declarative_base()


class Insurer(Base):
    __tablename__ = "insurers"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(80), nullable=False, unique=True)


class Patient(Base):
    __tablename__ = "patients"

    id = sa.Column(sa.Integer, primary_key=True)
    insurer = sa.Column(sa.String(80))
    insurer_id = sa.Column(sa.Integer, sa.ForeignKey("insurers.id"))


def upgrade():
    bind = op.get_bind()
    Insurer.__table__.create(bind)
    op.add_column("patients", sa.Column("insurer_id", sa.Integer(), sa.ForeignKey("insurers.id")))

    session = Session(bind=bind)
    if session.query(Insurer).filter_by(name="unknown").first() is None:
        session.add(Insurer(name="unknown"))
    session.query(Patient).filter(Patient.insurer.is_(None)).update({"insurer": "unknown"})
    session.commit()


def downgrade():
    op.drop_column("patients", "insurer_id")
    op.drop_table("insurers")
