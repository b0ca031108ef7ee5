-- revision: 40dd
-- down_revision: 30cc
-- message: light is measured

-- sqlplan:upgrade
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'lumen';

-- sqlplan:downgrade
-- The value stays: it cannot be taken out of an enum, and does no harm.
