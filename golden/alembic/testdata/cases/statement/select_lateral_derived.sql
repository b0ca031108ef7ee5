--- upgrade
SELECT u.id, t_1.elem, t_1.ord 
FROM u JOIN LATERAL jsonb_array_elements_text(u.p) WITH ORDINALITY AS t_1(elem, ord) ON true;

