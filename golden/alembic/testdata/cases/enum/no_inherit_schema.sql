--- upgrade
CREATE TYPE kind AS ENUM ('a');

CREATE TABLE app.t (
    k kind
);

