-- revision: d4f004
-- down_revision: c3e003
-- message: gather statistics
-- author: Search team

-- sqlplan:upgrade
BEGIN
    DBMS_STATS.GATHER_TABLE_STATS(USER, 'CUSTOMER');
END;
/
ALTER SESSION SET CURRENT_SCHEMA = reports;
GRANT SELECT ON customer TO reader;

-- sqlplan:downgrade
REVOKE SELECT ON customer FROM reader;
