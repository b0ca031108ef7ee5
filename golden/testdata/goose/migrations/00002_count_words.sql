-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION words(body text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    -- An empty body has no word.
    RETURN coalesce(array_length(regexp_split_to_array(trim(body), '\s+'), 1), 0);
END;
$$;
-- +goose StatementEnd
ALTER TABLE posts ADD COLUMN words integer;

-- +goose Down
ALTER TABLE posts DROP COLUMN words;
DROP FUNCTION words(text);
