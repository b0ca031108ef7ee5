u = sa.table("u", sa.column("id"), sa.column("p", postgresql.JSONB))
e = sa.func.jsonb_array_elements_text(u.c.p).table_valued("elem", with_ordinality="ord").render_derived(name="t").lateral()
op.execute(sa.select(u.c.id, e.c.elem, e.c.ord).select_from(u.join(e, sa.true())))
