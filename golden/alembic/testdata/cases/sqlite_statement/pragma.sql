--- upgrade
PRAGMA foreign_keys=OFF;

CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET a = 1; END;

PRAGMA foreign_keys=ON;;

