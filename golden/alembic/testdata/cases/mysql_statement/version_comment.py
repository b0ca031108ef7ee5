# dialect: mysql, mariadb
op.execute("/*!40101 SET NAMES utf8mb4 */")
op.execute("SET FOREIGN_KEY_CHECKS=0")
op.execute("ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
op.execute("SET FOREIGN_KEY_CHECKS=1; # done")
