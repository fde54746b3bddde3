-- What waits goes in the order in which it was written, whatever the clock said: somebody may have set it back in between.
create table outbox_by_turn (
    turn integer not null primary key,
    id text not null unique,
    platform text not null,
    conversation text not null,
    incident bigint not null,
    payload text not null,
    coalesces_as text null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null,
    leased_until timestamptz null,
    given_up_at timestamptz null,
    last_error text null,
    retries integer not null default 0
);

insert into outbox_by_turn (
    id, platform, conversation, incident, payload, coalesces_as, created_at, due_at, attempts, leased_until, given_up_at, last_error, retries)
select id, platform, conversation, incident, payload, coalesces_as, created_at, due_at, attempts, leased_until, given_up_at, last_error, retries
from outbox order by created_at, incident, sequence, ordinal;

drop table outbox;

alter table outbox_by_turn rename to outbox;

create index outbox_waiting on outbox (platform, conversation, turn) where given_up_at is null;

create index outbox_given_up on outbox (given_up_at) where given_up_at is not null;
