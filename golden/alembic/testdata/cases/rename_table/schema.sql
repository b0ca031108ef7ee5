--- upgrade
ALTER TABLE app."old" RENAME TO "new";

