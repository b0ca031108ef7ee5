-- revision: c300
-- down_revision: b200
-- message: books are never free

-- sqlplan:upgrade
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0;

-- sqlplan:upgrade dialect=postgresql
CREATE FUNCTION books_not_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.price = 0 THEN
        RAISE EXCEPTION 'a book costs something';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION books_not_free();

-- sqlplan:upgrade dialect=mysql,mariadb
DELIMITER //
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW
BEGIN
    IF NEW.price = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a book costs something';
    END IF;
END//
DELIMITER ;

-- sqlplan:upgrade dialect=sqlite
CREATE TRIGGER books_not_free BEFORE INSERT ON books WHEN NEW.price = 0
BEGIN
    SELECT RAISE(ABORT, 'a book costs something');
END;

-- sqlplan:upgrade dialect=mssql
GO
CREATE TRIGGER books_not_free ON books AFTER INSERT AS
BEGIN
    IF EXISTS (SELECT * FROM inserted WHERE price = 0)
        THROW 50000, 'a book costs something', 1;
END
GO

-- sqlplan:upgrade dialect=oracle
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW
BEGIN
    IF :NEW.price = 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'a book costs something');
    END IF;
END;
/

-- sqlplan:downgrade dialect=mysql,mariadb,sqlite,mssql,oracle
DROP TRIGGER books_not_free;

-- sqlplan:downgrade dialect=postgresql
DROP TRIGGER books_not_free ON books;
DROP FUNCTION books_not_free();
