#: file versions/data.sql
UPDATE t SET a = 1 WHERE b = 'x:y';
#: up
from pathlib import Path
op.execute((Path(__file__).parent / "data.sql").read_text())
