-- option: enable=PG704

-- case: char
-- existing:
-- review:
CREATE TABLE c (code char(2), name varchar(10)); -- want "PG704: code is character\\(2\\)"

-- case: text
-- existing:
-- review:
CREATE TABLE c (code text);
