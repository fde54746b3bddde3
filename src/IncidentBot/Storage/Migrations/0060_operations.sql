-- How often somebody had a delivery taken up again that was given up.
alter table outbox add column retries integer not null default 0;

create index outbox_given_up on outbox (given_up_at) where given_up_at is not null;

-- What was done to the bot's own rows, by it or by whoever runs it: what was purged, what was taken up again.
create table upkeep (
    happened_at timestamptz not null,
    by_name text not null,
    what text not null,
    how_many bigint not null
);

create index upkeep_at on upkeep (happened_at);
