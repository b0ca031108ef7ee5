--- upgrade
CREATE TABLE "App"."order" (
    "Group" INTEGER, 
    "my col" INTEGER
)

/

