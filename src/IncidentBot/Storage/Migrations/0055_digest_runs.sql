-- How late each weekly digest was written; null where none was to be, as for the week in which the bot began.
alter table digests add column late_ms bigint null;

-- The days whose digest could not be written at first.
create table digest_failures (
    day date not null primary key,
    attempts integer not null,
    failed_at timestamptz not null,
    error text not null
);
