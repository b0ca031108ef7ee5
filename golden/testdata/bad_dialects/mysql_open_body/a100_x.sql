-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW
BEGIN
    SET NEW.a = 1;

-- sqlplan:downgrade
SELECT 1;
