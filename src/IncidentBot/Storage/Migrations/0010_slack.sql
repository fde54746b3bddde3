-- Reactions that put a message on the timeline or take it off, as the platform told of them. What they mean takes a look at the
-- message, so they are kept first and understood afterwards; a row that was dealt with stays to know its repetition.
create table pin_requests (
    id text not null primary key,
    platform text not null,
    channel text not null,
    message text not null,
    person text not null,
    added boolean not null,
    happened_at text not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null,
    done_at timestamptz null
);

create index pin_requests_waiting on pin_requests (due_at) where done_at is null;

-- Who has the reaction on which message now. The entry stays while anybody has it.
create table pin_marks (
    platform text not null,
    channel text not null,
    message text not null,
    person text not null,
    present boolean not null,
    happened_at text not null,
    primary key (platform, channel, message, person)
);
