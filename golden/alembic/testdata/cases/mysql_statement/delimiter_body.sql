--- upgrade
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW
    BEGIN
      SET NEW.a = 1;
      SET NEW.b = 'x;y';
    END;

--- downgrade
DROP TRIGGER tr;

