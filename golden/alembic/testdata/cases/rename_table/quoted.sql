--- upgrade
ALTER TABLE "Old" RENAME TO "select";

