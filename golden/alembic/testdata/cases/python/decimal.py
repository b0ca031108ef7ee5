from decimal import Decimal
op.execute(f"SELECT {Decimal('1.10') + 2}, {Decimal(5) / Decimal(3):.3f}")
