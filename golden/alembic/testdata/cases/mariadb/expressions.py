# dialect: mariadb
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String(50)), sa.column("b", sa.Boolean), sa.column("j", sa.JSON), sa.column("d", sa.DateTime), sa.column("f", sa.Float))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("s", sa.String(50)))
for e in [
    t.c.s + "x", "x" + t.c.s + "y", t.c.s.contains("x"), t.c.s.startswith("x"), t.c.s.endswith("x"), t.c.s.icontains("X"), t.c.s.istartswith("X"),
    t.c.s.contains("5%", autoescape=True), t.c.s.like("a%"), t.c.s.ilike("a%"), t.c.s.notlike("a", escape="!"), t.c.s.contains(u.c.s),
    t.c.a / 2, t.c.a // 2, t.c.f // 2, t.c.a % 3, -t.c.a, t.c.a.bitwise_xor(1), t.c.a.op("DIV")(3),
    t.c.s.regexp_match("^a"), ~t.c.s.regexp_match("^a"), t.c.a.is_distinct_from(t.c.id), t.c.a.is_not_distinct_from(t.c.id), t.c.s.collate("utf8_bin"), t.c.s.collate("utf8_German2_ci"),
    t.c.s.match("word"),
    sa.func.rand(), sa.func.random(), sa.func.sysdate(), sa.func.aggregate_strings(t.c.s, ", "), sa.func.rollup(t.c.a, t.c.s), sa.func.current_timestamp(), sa.func.now(), sa.func.coalesce(t.c.s, "x"),
    sa.extract("milliseconds", t.c.d), sa.extract("year", t.c.d), sa.case((t.c.a == 1, "x"), else_="y"), sa.exists().where(u.c.id == t.c.id),
    t.c.j["k"].as_string(), t.c.j["k"].as_integer(), t.c.j["k"].as_float(), t.c.j["k"].as_boolean(), t.c.j["k"].as_numeric(10, 2), t.c.j["k"].as_json(), t.c.j[1], t.c.j[("a", 1, "b c")], t.c.j[("a", "b")].as_string(),
    sa.true(), sa.false(), sa.null(), sa.literal("x\\y"), sa.literal(1.5), sa.literal(True), t.c.a.between(1, 2), sa.func.row_number().over(partition_by=t.c.a, order_by=t.c.s), sa.tuple_(t.c.a, t.c.id).in_([(1, 2)]),
]:
    op.execute(sa.select(e))
