"""the language stands behind the name"""
import sqlalchemy as sa
from alembic import op

revision = "c300"
down_revision = "b200"


def upgrade():
    with op.batch_alter_table("book", recreate="always") as batch:
        batch.add_column(sa.Column("language", sa.Enum("de", "en", name="language"), server_default="en", nullable=False), insert_after="name")


def downgrade():
    with op.batch_alter_table("book") as batch:
        batch.drop_column("language")
