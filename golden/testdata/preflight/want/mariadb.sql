-- Pre-flight of: upgrade a100 -> b200
--
-- It only reads, and tells whether the release will fail on this database. One line for each check:
--   number, verdict, what is looked for, where, how many there are, an example
--   ok    nothing is in the way
--   FAIL  the release would stop, or leave out what it should do
--   WARN  it would go through, but look at it; or the check could not be made
-- It ends with an error if a check says FAIL.
--
--   Dialect:       mariadb, server version 10.11 or later
--   Checks:        18
--   Release:       sqlplan upgrade a100:b200 --sql --dialect mariadb
--   Digest:        sha256:394de09271522463e5bc3413e1e7daaa523de2a08b07bb26bb446ae66e4d8e30
--   Compiled by:   sqlplan dev
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --skip-column-names --raw --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   as the user that will run the release, since it asks for privileges, too
--   exit code 0: the release goes through; 1: the last lines say that it would fail, or an error stopped the script before its end
--
-- What it does to the database: each check is a transaction of its own that only reads, waits for no lock longer than a few
-- seconds, and is given up after ten minutes. Of rows it prints the primary key, and no other value.
-- It reads these tables in full:
--   customers, 4 times
--   orders, 6 times

SET NAMES utf8mb4;
SET autocommit = 1;
SET SESSION TRANSACTION READ ONLY;
SET SESSION max_statement_time = 600;
SET SESSION lock_wait_timeout = 5;
SET @sqlplan_checks = 0, @sqlplan_failed = 0, @sqlplan_warned = 0;
PREPARE sqlplan_verdict FROM 'SET @sqlplan_verdict = CASE WHEN @sqlplan_n IS NULL THEN ''WARN'' WHEN @sqlplan_n = 0 THEN ''ok'' ELSE @sqlplan_bad END';
PREPARE sqlplan_count FROM 'SET @sqlplan_checks = @sqlplan_checks + 1, @sqlplan_failed = @sqlplan_failed + (@sqlplan_verdict = ''FAIL''), @sqlplan_warned = @sqlplan_warned + (@sqlplan_verdict = ''WARN'')';
PREPARE sqlplan_row FROM 'SELECT CONCAT_WS('' | '', LPAD(@sqlplan_checks, 3, '' ''), RPAD(@sqlplan_verdict, 4, '' ''), @sqlplan_what, @sqlplan_where, COALESCE(@sqlplan_n, ''''),
    IF(@sqlplan_n IS NULL, ''cannot be checked: a table or a privilege is missing'', COALESCE(LEFT(@sqlplan_example, 300), '''')))';

-- [1 of 18] the version table is where the script starts
--     the guard of the release
SET @sqlplan_refusal = 'sqlplan: the guard did not come to its end';
SET @sqlplan_found = 'no such table', @sqlplan_fits = FALSE;
SET @sqlplan_read = IF(EXISTS (SELECT * FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = 'sqlplan_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN (''a100'') THEN version_num END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM sqlplan_version',
    'DO 0');
PREPARE sqlplan FROM @sqlplan_read;
EXECUTE sqlplan;
SET @sqlplan_refusal = CASE
    WHEN VERSION() NOT LIKE '%MariaDB%' OR SUBSTRING_INDEX(VERSION(), '.', 1) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) < 10011
        THEN CONCAT('sqlplan: this script was compiled for MariaDB 10.11 or later, the server is ', VERSION(), '. Nothing was changed.')
    WHEN DATABASE() IS NULL
        THEN 'sqlplan: no database is selected. Name it where the client is called. Nothing was changed.'
    WHEN FIND_IN_SET('ANSI_QUOTES', @@SESSION.sql_mode) OR FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode)
        THEN 'sqlplan: sql_mode has ANSI_QUOTES or NO_BACKSLASH_ESCAPES, which read strings otherwise. Take it out for this session. Nothing was changed.'
    WHEN NOT COALESCE(@sqlplan_fits, FALSE)
        THEN CONCAT('sqlplan: sqlplan_version must hold a100 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_what = 'the version table is where the script starts', @sqlplan_where = '',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT @sqlplan_refusal IS NOT NULL, @sqlplan_refusal
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [2 of 18] tables that the release needs and that are missing: customers, orders
--     statements 1-7: the tables on which the release works and that it does not make itself
SET @sqlplan_what = 'tables that the release needs and that are missing', @sqlplan_where = 'customers, orders',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT n.name AS what FROM (SELECT DATABASE() AS db, ''customers'' AS name
        UNION ALL SELECT DATABASE() AS db, ''orders'' AS name) AS n
    WHERE NOT EXISTS (SELECT * FROM information_schema.tables t WHERE CONVERT(t.table_schema USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.db USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(t.table_name USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.name USING utf8mb4) COLLATE utf8mb4_bin)) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [3 of 18] names that the release makes and that are taken: constraint orders_customer, column note, index orders_code
--     statements 1, 5-6: what the release makes
SET @sqlplan_what = 'names that the release makes and that are taken', @sqlplan_where = 'constraint orders_customer, column note, index orders_code',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT ''constraint orders_customer of orders'' AS what FROM DUAL WHERE EXISTS (SELECT * FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND table_name = ''orders'' AND constraint_name = ''orders_customer'')
    UNION ALL SELECT ''column note of orders'' AS what FROM DUAL WHERE EXISTS (SELECT * FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ''orders'' AND column_name = ''note'')
    UNION ALL SELECT ''index orders_code of orders'' AS what FROM DUAL WHERE EXISTS (SELECT * FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ''orders'' AND index_name = ''orders_code'')) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [4 of 18] privileges that were not granted to the user itself: UPDATE on sqlplan_version, REFERENCES on customers, ALTER on customers and 2 more
--     statements 1-7: what the release does to tables that are there, and to the version table
SET @sqlplan_what = 'privileges that were not granted to the user itself', @sqlplan_where = 'UPDATE on sqlplan_version, REFERENCES on customers, ALTER on customers and 2 more',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT n.what FROM (SELECT ''sqlplan_version'' AS name, ''UPDATE'' AS privilege, ''UPDATE on sqlplan_version'' AS what
        UNION ALL SELECT ''customers'' AS name, ''REFERENCES'' AS privilege, ''REFERENCES on customers'' AS what
        UNION ALL SELECT ''customers'' AS name, ''ALTER'' AS privilege, ''ALTER on customers'' AS what
        UNION ALL SELECT ''orders'' AS name, ''ALTER'' AS privilege, ''ALTER on orders'' AS what
        UNION ALL SELECT ''orders'' AS name, ''INDEX'' AS privilege, ''INDEX on orders'' AS what) AS n
    WHERE NOT EXISTS (SELECT * FROM information_schema.user_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin)
        AND NOT EXISTS (SELECT * FROM information_schema.schema_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin AND DATABASE() LIKE u.table_schema)
        AND NOT EXISTS (SELECT * FROM information_schema.table_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin AND u.table_schema = DATABASE() AND CONVERT(u.table_name USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.name USING utf8mb4) COLLATE utf8mb4_bin)) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [5 of 18] privileges that were not granted to the user itself: CREATE
--     statement 6: what the release makes or renames there
SET @sqlplan_what = 'privileges that were not granted to the user itself', @sqlplan_where = 'CREATE',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT n.what FROM (SELECT '''' AS name, ''CREATE'' AS privilege, ''CREATE'' AS what) AS n
    WHERE NOT EXISTS (SELECT * FROM information_schema.user_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin)
        AND NOT EXISTS (SELECT * FROM information_schema.schema_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin AND DATABASE() LIKE u.table_schema)
        AND NOT EXISTS (SELECT * FROM information_schema.table_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''''''', REPLACE(CURRENT_USER(), ''@'', ''''''@''''''), '''''''') USING utf8mb4) COLLATE utf8mb4_bin AND CONVERT(u.privilege_type USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.privilege USING utf8mb4) COLLATE utf8mb4_bin AND u.table_schema = DATABASE() AND CONVERT(u.table_name USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(n.name USING utf8mb4) COLLATE utf8mb4_bin)) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [6 of 18] transactions that are open for more than 5 minutes
--     statements 1-7: the release would wait for them, and others for the release; ask again right before the window
SET @sqlplan_what = 'transactions that are open for more than 5 minutes', @sqlplan_where = '',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF(EXISTS (SELECT * FROM information_schema.user_privileges u WHERE CONVERT(u.grantee USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''') USING utf8mb4) COLLATE utf8mb4_bin AND u.privilege_type = 'PROCESS'),
'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT CONCAT(''session '', trx_mysql_thread_id, '' since '', trx_started) AS what FROM information_schema.innodb_trx
    WHERE trx_started < NOW() - INTERVAL 5 MINUTE AND trx_mysql_thread_id <> CONNECTION_ID()) AS found
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [7 of 18] sessions that wait for the lock of a table
--     statements 1-7: the release would wait for them, and others for the release; ask again right before the window
SET @sqlplan_what = 'sessions that wait for the lock of a table', @sqlplan_where = '',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT CONCAT(''session '', id, '' of '', user, '' for '', time, '' seconds: '', state) AS what FROM information_schema.processlist
    WHERE state LIKE ''Waiting for%lock'' AND db = DATABASE() AND id <> CONNECTION_ID()) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [8 of 18] tables of more than 1 GB that are written again: as much disk is needed besides: orders, customers
--     statements 1, 3-4, 7: the server keeps the old table until the new one is committed; how much disk is free it does not tell
SET @sqlplan_what = 'tables of more than 1 GB that are written again: as much disk is needed besides', @sqlplan_where = 'orders, customers',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR ''; '')
FROM (SELECT CONCAT(table_name, '' needs '', ROUND((data_length + index_length) / 1073741824, 1), '' GB'') AS what FROM information_schema.tables
    WHERE (table_schema, table_name) IN ((DATABASE(), ''orders''), (DATABASE(), ''customers'')) AND data_length + index_length > 1073741824) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [9 of 18] orphans: orders (customer) -> customers (id)
--     statement 1, add foreign key orders_customer to table orders (revisions/b200_keys.sql:18)
--     reads every row of orders, customers
SET @sqlplan_what = 'orphans', @sqlplan_where = 'orders (customer) -> customers (id)',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'), (DATABASE(), 'customers'))) = 2,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`child`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `child`
WHERE child.customer IS NOT NULL
    AND NOT EXISTS (SELECT * FROM `customers` AS `parent` WHERE parent.id = child.customer)
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [10 of 18] dates with a zero, which this sql_mode refuses when the table is copied: orders (placed)
--     statement 1, add foreign key orders_customer to table orders (revisions/b200_keys.sql:18)
--     reads every row of orders
SET @sqlplan_what = 'dates with a zero, which this sql_mode refuses when the table is copied', @sqlplan_where = 'orders (placed)',
    @sqlplan_bad = IF(@@SESSION.sql_mode LIKE '%STRICT\_%', 'FAIL', 'WARN'), @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`orders`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `orders`
WHERE @@SESSION.sql_mode LIKE ''%NO\\_ZERO%'' AND (MONTH(placed) = 0 OR DAYOFMONTH(placed) = 0)
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [11 of 18] duplicates: customers (email)
--     statement 2, change column email of table customers (revisions/b200_keys.sql:19)
--     reads every row of customers
SET @sqlplan_what = 'duplicates', @sqlplan_where = 'customers (email)',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'customers'))) = 1,
'SELECT COUNT(*), MIN(example)
FROM (SELECT CONCAT(COUNT(*), '' rows have the same: '', MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`customers`.`id` USING utf8mb4) COLLATE utf8mb4_bin))), '' and '', MAX(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`customers`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))) AS example
    FROM (SELECT `id` AS `id`, CONVERT(`email` USING utf8mb4) COLLATE utf8mb4_general_ci AS `email` FROM `customers`) AS `customers`
    WHERE email IS NOT NULL
    GROUP BY email HAVING COUNT(*) > 1) AS d
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [12 of 18] values that do not fit the new type: customers (age), from varchar(10) to int(11)
--     statement 3, alter table customers: change column age, change column name (revisions/b200_keys.sql:20)
--     reads every row of customers
SET @sqlplan_what = 'values that do not fit the new type', @sqlplan_where = 'customers (age), from varchar(10) to int(11)',
    @sqlplan_bad = IF(@@SESSION.sql_mode LIKE '%STRICT\_%', 'FAIL', 'WARN'), @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'customers'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`customers`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `customers` AS `customers`
WHERE age NOT REGEXP ''^ *[-+]?[0-9]+ *$'' OR CAST(age AS DECIMAL(65,0)) < -2147483648 OR CAST(age AS DECIMAL(65,0)) > 2147483647
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [13 of 18] NULLs: customers (name)
--     statement 3, alter table customers: change column age, change column name (revisions/b200_keys.sql:20)
--     reads every row of customers
SET @sqlplan_what = 'NULLs', @sqlplan_where = 'customers (name)',
    @sqlplan_bad = IF(@@SESSION.sql_mode LIKE '%STRICT\_%', 'FAIL', 'WARN'), @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'customers'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`customers`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `customers` AS `customers`
WHERE name IS NULL
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [14 of 18] values that do not fit the new type: orders (amount), from decimal(12,4) to decimal(8,2)
--     statement 4, alter table orders: change column kind, change column amount (revisions/b200_keys.sql:21)
--     reads every row of orders
SET @sqlplan_what = 'values that do not fit the new type', @sqlplan_where = 'orders (amount), from decimal(12,4) to decimal(8,2)',
    @sqlplan_bad = IF(@@SESSION.sql_mode LIKE '%STRICT\_%', 'FAIL', 'WARN'), @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`orders`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `orders`
WHERE ABS(ROUND(amount, 2)) >= 1000000
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [15 of 18] values that would be rounded or cut: orders (amount), from decimal(12,4) to decimal(8,2)
--     statement 4, alter table orders: change column kind, change column amount (revisions/b200_keys.sql:21)
--     reads every row of orders
SET @sqlplan_what = 'values that would be rounded or cut', @sqlplan_where = 'orders (amount), from decimal(12,4) to decimal(8,2)',
    @sqlplan_bad = 'WARN', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`orders`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `orders`
WHERE amount <> ROUND(amount, 2)
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [16 of 18] values that the new type does not have: orders (kind), from enum('a','b','c') to enum('a','b')
--     statement 4, alter table orders: change column kind, change column amount (revisions/b200_keys.sql:21)
--     reads every row of orders
SET @sqlplan_what = 'values that the new type does not have', @sqlplan_where = 'orders (kind), from enum(''a'',''b'',''c'') to enum(''a'',''b'')',
    @sqlplan_bad = IF(@@SESSION.sql_mode LIKE '%STRICT\_%', 'FAIL', 'WARN'), @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`orders`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `orders`
WHERE kind NOT IN (''a'',''b'')
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [17 of 18] an index key that is too long: orders (code, customer)
--     statement 6, create index orders_code on table orders (revisions/b200_keys.sql:23)
SET @sqlplan_what = 'an index key that is too long', @sqlplan_where = 'orders (code, customer)',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = 'SELECT COALESCE(too_long, 0), IF(too_long, CONCAT(total, '' bytes, the longest column '', widest, ''; the limits of this table are 3072 and '', IF(old, 767, 3072)), NULL)
FROM (SELECT SUM(bytes) > 3072 OR MAX(old AND bytes > 767) AS too_long, SUM(bytes) AS total, MAX(bytes) AS widest, MAX(old) AS old
    FROM (SELECT COALESCE(c.character_maximum_length * COALESCE(s.maxlen, 1), 8) AS bytes, t.row_format IN (''Compact'', ''Redundant'') AS old FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.engine = ''InnoDB''
        LEFT JOIN information_schema.character_sets s ON s.character_set_name = c.character_set_name
        WHERE c.table_schema = DATABASE() AND c.table_name = ''orders'' AND c.column_name = ''code''
        UNION ALL SELECT COALESCE(c.character_maximum_length * COALESCE(s.maxlen, 1), 8) AS bytes, t.row_format IN (''Compact'', ''Redundant'') AS old FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.engine = ''InnoDB''
        LEFT JOIN information_schema.character_sets s ON s.character_set_name = c.character_set_name
        WHERE c.table_schema = DATABASE() AND c.table_name = ''orders'' AND c.column_name = ''customer'') AS k) AS found
INTO @sqlplan_n, @sqlplan_example';
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- [18 of 18] rows that break CHECK (pieces > 0): orders
--     statement 7, add check to table orders (revisions/b200_keys.sql:24)
--     reads every row of orders
SET @sqlplan_what = 'rows that break CHECK (pieces > 0)', @sqlplan_where = 'orders',
    @sqlplan_bad = 'FAIL', @sqlplan_n = NULL, @sqlplan_example = NULL;
SET @sqlplan_query = IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN ((DATABASE(), 'orders'))) = 1,
'SELECT COUNT(*), MIN(CONCAT_WS('', '', CONCAT(''id = '', CONVERT(`orders`.`id` USING utf8mb4) COLLATE utf8mb4_bin)))
FROM `orders` AS `orders`
WHERE (pieces > 0) IS FALSE
INTO @sqlplan_n, @sqlplan_example',
'DO 0');
PREPARE sqlplan FROM @sqlplan_query;
EXECUTE sqlplan;
EXECUTE sqlplan_verdict;
EXECUTE sqlplan_count;
EXECUTE sqlplan_row;

-- The sum.
SELECT CONCAT(@sqlplan_checks, ' checks: ', @sqlplan_failed, ' FAIL, ', @sqlplan_warned, ' WARN');
DEALLOCATE PREPARE sqlplan_verdict;
DEALLOCATE PREPARE sqlplan_count;
DEALLOCATE PREPARE sqlplan_row;
SET SESSION max_statement_time = DEFAULT;
SET SESSION lock_wait_timeout = DEFAULT;
SET SESSION TRANSACTION READ WRITE;
SET @sqlplan_refusal = CONCAT('sqlplan: the release would fail on this database: ', @sqlplan_failed, ' of ', @sqlplan_checks, ' checks say FAIL. Nothing was changed.');
SET @sqlplan_check = IF(@sqlplan_failed = 0, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
