--- upgrade
CREATE TYPE app.kind AS ENUM ('a');

CREATE TABLE app.t (
    k app.kind
);

