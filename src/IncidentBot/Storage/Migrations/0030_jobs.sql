-- What could not be handled is tried again later: how often it was, and when it should have been.
alter table wakeups add column attempts integer not null default 0;
alter table wakeups add column first_due_at timestamptz;

-- One row for each time the bot was woken and had something to do.
create table wakeup_runs (
    ran_at timestamptz not null,
    woken_by integer not null,
    handled bigint not null,
    failed bigint not null,
    late_ms bigint not null
);

create index wakeup_runs_at on wakeup_runs (ran_at);

create table wakeup_failures (
    incident bigint not null,
    kind integer not null,
    number bigint not null,
    attempts integer not null,
    failed_at timestamptz not null,
    error text not null,
    solved_at timestamptz,
    primary key (incident, kind, number)
);
