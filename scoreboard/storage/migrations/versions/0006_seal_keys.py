"""The public halves of the keys that have sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "seal_keys",
        sa.Column("public_key", sa.String(64), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
    )
