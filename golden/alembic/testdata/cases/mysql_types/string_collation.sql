--- upgrade
CREATE TABLE t (
    a VARCHAR(50) COLLATE utf8mb4_bin, 
    b TEXT COLLATE utf8mb4_general_ci, 
    c VARCHAR(5) COLLATE utf8mb4_bin
);

