"""merge books and readers

Revision ID: 5e33
Revises: 3c90, 4d12
Create Date: 2024-03-05 09:15:00.000000

"""
revision = "5e33"
down_revision = ("3c90", "4d12")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
