--- upgrade
CREATE TABLE t (
    c TIME WITH TIME ZONE
);

