--- upgrade
CREATE TABLE "my table" (
    "a b" INTEGER, 
    "c-d" INTEGER, 
    "e.f" INTEGER, 
    "g%h" INTEGER, 
    "i""j" INTEGER, 
    "k'l" INTEGER
);

