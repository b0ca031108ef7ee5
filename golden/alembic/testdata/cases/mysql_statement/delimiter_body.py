# dialect: mysql, mariadb
op.execute("""CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW
BEGIN
  SET NEW.a = 1;
  SET NEW.b = 'x;y';
END""")
#: down
op.execute("DROP TRIGGER tr")
