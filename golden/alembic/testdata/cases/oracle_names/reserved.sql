--- upgrade
CREATE TABLE "date" (
    "number" INTEGER, 
    "level" INTEGER, 
    "uid" INTEGER, 
    "comment" INTEGER, 
    "size" INTEGER, 
    file INTEGER, 
    "mode" INTEGER, 
    "order" INTEGER, 
    row INTEGER, 
    rows INTEGER, 
    session INTEGER, 
    "user" INTEGER, 
    access INTEGER, 
    audit INTEGER, 
    "_under" INTEGER, 
    "1st" INTEGER, 
    a$b INTEGER, 
    "a#b" INTEGER, 
    "values" INTEGER, 
    initial INTEGER, 
    increment INTEGER, 
    online INTEGER, 
    rownum INTEGER, 
    rowid INTEGER
)

/

