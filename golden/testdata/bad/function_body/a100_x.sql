-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RETRUN 1;
END
$$;

-- sqlplan:downgrade
SELECT 1;
