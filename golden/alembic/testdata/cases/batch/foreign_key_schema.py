with op.batch_alter_table("t", schema="app") as batch_op:
    batch_op.create_foreign_key("fk", "u", ["u_id"], ["id"], referent_schema="other")
