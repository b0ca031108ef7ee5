-- revision: c300
-- down_revision: b200
-- message: the other way round

-- sqlplan:upgrade

ALTER TABLE customers ADD COLUMN score integer;

ALTER TABLE orders ADD COLUMN score integer;

CREATE TABLE events_2025 (id bigint, happened_on date NOT NULL);

ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

DO $$
BEGIN
    IF current_setting('server_version_num')::int > 0 THEN
        EXECUTE 'ANALYZE ' || quote_ident('orders');
        UPDATE customers SET score = 0;
    END IF;
END
$$;

-- sqlplan:downgrade

DROP TABLE events_2025;

ALTER TABLE orders DROP COLUMN score;

ALTER TABLE customers DROP COLUMN score;
