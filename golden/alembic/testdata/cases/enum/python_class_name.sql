--- upgrade
CREATE TYPE order_state AS ENUM ('open', 'closed');

CREATE TABLE t (
    k order_state DEFAULT 'open'
);

