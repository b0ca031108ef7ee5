# x: tenant=acme flag
tenant = context.get_x_argument(as_dictionary=True).get("tenant")
op.execute(f"SET search_path TO {tenant}")
