-- revision: e03
-- down_revision: e02
-- message: Bezeichner mit Umlauten — 茶の名前 ‮ ']]' {{x}}

-- sqlplan:upgrade
ALTER TABLE teas ADD COLUMN "größe ☕" text DEFAULT E'groß\'e\n\\! date';
COMMENT ON COLUMN teas."größe ☕" IS U&'\2615; ''DROP TABLE teas; --';

-- sqlplan:downgrade
ALTER TABLE teas DROP COLUMN "größe ☕";
