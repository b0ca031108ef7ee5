--- upgrade
UPDATE spans SET tokens=(CAST(spans.attributes #>> '{llm, tokens}' AS FLOAT)) WHERE spans.tokens IS NULL;

CREATE TABLE spans (
    id SERIAL NOT NULL, 
    attributes JSONB NOT NULL, 
    labels JSON, 
    tokens FLOAT, 
    PRIMARY KEY (id)
);

