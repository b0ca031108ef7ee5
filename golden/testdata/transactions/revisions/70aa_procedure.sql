-- revision: 70aa
-- down_revision: 60ff
-- message: forget old measurements

-- sqlplan:upgrade
-- sqlplan:transaction none
CREATE PROCEDURE forget(before date) LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM archived_2023 WHERE taken_on < before;
    COMMIT;
    DELETE FROM measurements WHERE taken_on < before;
END
$$;
CALL forget('2000-01-01');

-- sqlplan:downgrade
DROP PROCEDURE forget(date);
