-- revision: e06
-- down_revision: e05
-- message: bodies with semicolons

-- sqlplan:upgrade
CREATE FUNCTION restock(tea text, grams integer) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    UPDATE teas SET stock = coalesce(stock, 0) + grams WHERE name = tea;
    SELECT CASE WHEN grams > 0 THEN NULL ELSE NULL END;
END;

CREATE FUNCTION brew(tea text) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
    -- $$ is no end here; nor is 'this
    RETURN $$;$$ || format($f$%s; it's ready$f$, tea);
END
$body$;

CREATE RULE no_delete AS ON DELETE TO teas DO INSTEAD (SELECT 1; SELECT 2)

-- sqlplan:downgrade
DROP RULE no_delete ON teas;
DROP FUNCTION brew(text);
DROP FUNCTION restock(text, integer)
