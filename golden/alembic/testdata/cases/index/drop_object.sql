--- upgrade
DROP INDEX "Index('ix_a', 'a')";

