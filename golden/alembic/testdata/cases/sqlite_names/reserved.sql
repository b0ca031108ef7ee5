--- upgrade
CREATE TABLE "index" (
    "order" INTEGER, 
    "glob" INTEGER, 
    rowid INTEGER, 
    "key" INTEGER, 
    "Name" INTEGER, 
    "a""b" INTEGER, 
    "replace" INTEGER, 
    window INTEGER, 
    generated INTEGER, 
    returning INTEGER, 
    "true" INTEGER, 
    "view" INTEGER, 
    "isnull" INTEGER, 
    "temp" INTEGER, 
    "1st" INTEGER
);

