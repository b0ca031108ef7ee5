-- revision: 0001
-- down_revision:
-- message: the schema as pg_dump printed it

-- sqlplan:upgrade
SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET default_tablespace = '';

CREATE FUNCTION public.total(cents integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT cents / 100.0 $$;

CREATE TABLE public.payments (
    id integer NOT NULL,
    cents integer NOT NULL
);

CREATE SEQUENCE public.payments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.payments_id_seq OWNED BY public.payments.id;

ALTER TABLE ONLY public.payments ALTER COLUMN id SET DEFAULT nextval('public.payments_id_seq'::regclass);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);

-- sqlplan:downgrade
DROP TABLE public.payments;
DROP FUNCTION public.total(integer);
