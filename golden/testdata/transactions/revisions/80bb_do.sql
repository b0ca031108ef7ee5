-- revision: 80bb
-- down_revision: 70aa
-- message: every measurement gets a note

-- sqlplan:upgrade
DO $$
BEGIN
    FOR year IN 2023..2024 LOOP
        UPDATE measurements SET note = 'none' WHERE note = '' AND extract(year FROM taken_on) = year;
        COMMIT;
    END LOOP;
END
$$;
ALTER TABLE measurements ALTER COLUMN note SET NOT NULL;

-- sqlplan:downgrade
ALTER TABLE measurements ALTER COLUMN note DROP NOT NULL;
