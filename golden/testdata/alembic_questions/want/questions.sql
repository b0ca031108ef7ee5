-- 1 question that the revisions ask. It only reads.
-- How to run it: psql -X -At -d DATABASE -f THIS_FILE > answers.jsonl
\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- migrations/versions/q2_states.py:21:12, revision q2: a loop
SELECT json_build_object('question', '5dea3b7d50cc',
    'rows', coalesce(json_agg(row_to_json(q)), '[]'),
    'digest', md5(coalesce(json_agg(row_to_json(q) ORDER BY row_to_json(q)::text), '[]')::text))
FROM (
SELECT DISTINCT state FROM orders ORDER BY state
) q;

COMMIT;
