--- upgrade
CREATE TABLE "_alembic_tmp_My Table" (
    "Id" INTEGER NOT NULL, 
    "Group 2" INTEGER, 
    PRIMARY KEY ("Id")
);

INSERT INTO "_alembic_tmp_My Table" ("Id", "Group 2") SELECT "My Table"."Id", "My Table"."group" 
FROM "My Table";

DROP TABLE "My Table";

ALTER TABLE "_alembic_tmp_My Table" RENAME TO "My Table";

