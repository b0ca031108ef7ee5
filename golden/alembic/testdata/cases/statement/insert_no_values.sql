--- upgrade
INSERT INTO t (id, a, s, b, d, j, r, n) VALUES (:id, :a, :s, :b, :d, :j::JSONB, :r::INTEGER[], :n);

