--- upgrade
ALTER TABLE "old" RENAME TO "new";

--- downgrade
ALTER TABLE "new" RENAME TO "old";

