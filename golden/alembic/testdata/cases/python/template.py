from string import Template
op.execute(Template("SELECT $a, '$b'").substitute(a=1, b="x"))
