-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
DELIMITER //
CREATE PROCEDURE p() BEGIN SELECT 1; END;
DELIMITER ;

-- sqlplan:downgrade
SELECT 1;
