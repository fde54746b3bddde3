-- The sum of each incident's events, written with them in one transaction.
create table incidents (
    number bigint not null primary key,
    title text not null,
    severity integer not null,
    status text not null,
    private boolean not null,
    drill boolean not null,
    zone text not null,
    sequence bigint not null,
    declared_by text not null,
    commander text null,
    started_at timestamptz null,
    detected_at timestamptz null,
    acknowledged_at timestamptz null,
    mitigated_at timestamptz null,
    restored_at timestamptz null,
    cause_found_at timestamptz null,
    resolved_at timestamptz null,
    closed_at timestamptz null,
    opened_at timestamptz not null,
    seconds_to_cause bigint null,
    seconds_misled bigint not null,
    duration_seconds bigint null
);

create index incidents_by_status on incidents (status, number);

-- The truth: everything that happened, in order, for ever.
create table incident_events (
    incident bigint not null,
    sequence bigint not null,
    kind text not null,
    data text not null,
    by_id text not null,
    by_name text not null,
    precision_of_time integer not null,
    occurred_from timestamptz null,
    occurred_to timestamptz null,
    zone text not null,
    recorded_at timestamptz not null,
    primary key (incident, sequence)
);

-- Corrective tasks as they stand, for lists and reminders.
create table corrective_tasks (
    incident bigint not null,
    number bigint not null,
    text text not null,
    owner_id text null,
    owner_name text null,
    due date null,
    repeats text null,
    parent bigint null,
    state text not null,
    verified boolean not null,
    snoozed_until timestamptz null,
    primary key (incident, number)
);

create index corrective_tasks_open on corrective_tasks (due, incident, number) where state = 'open';

-- Inbound messages that were recorded, by the platform's own identity of them: the second one is answered as the first was.
create table inbound_messages (
    id text not null primary key,
    reply text not null,
    received_at timestamptz not null
);

-- Which conversation belongs to which incident, and which message is its header or announcement.
create table channels (
    platform text not null,
    channel text not null,
    incident bigint not null,
    primary key (platform, channel)
);

create table posted_messages (
    platform text not null,
    incident bigint not null,
    purpose text not null,
    channel text not null,
    message text not null,
    primary key (platform, incident, purpose)
);

-- What should happen outside. A row goes when it has happened; one that was given up stays.
create table outbox (
    id text not null primary key,
    platform text not null,
    conversation text not null,
    incident bigint not null,
    sequence bigint not null,
    ordinal integer not null,
    payload text not null,
    coalesces_as text null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null,
    leased_until timestamptz null,
    given_up_at timestamptz null,
    last_error text null
);

create index outbox_waiting on outbox (platform, conversation, created_at, incident, sequence, ordinal) where given_up_at is null;

-- When the bot wants to be woken. The incident decides then whether there is still something to say.
create table wakeups (
    incident bigint not null,
    kind integer not null,
    number bigint not null,
    due_at timestamptz not null,
    primary key (incident, kind, number)
);

create index wakeups_due on wakeups (due_at);

create table people (
    id text not null primary key,
    name text not null,
    zone text not null,
    seen_at timestamptz not null
);

create table counters (
    name text not null primary key,
    value bigint not null
);

insert into counters (name, value) values ('incident', 0);

-- The web chat: its conversations live here and nowhere else.
create table web_messages (
    id text not null primary key,
    channel text not null,
    position bigint not null,
    author_id text not null,
    author_name text not null,
    card text not null,
    key text null,
    posted_at timestamptz not null,
    edited_at timestamptz null
);

create index web_messages_by_channel on web_messages (channel, position);

create unique index web_messages_by_key on web_messages (key) where key is not null;

create table web_channels (
    id text not null primary key,
    name text not null,
    topic text not null,
    incident bigint null,
    private boolean not null,
    created_at timestamptz not null
);

create table web_members (
    channel text not null,
    person text not null,
    primary key (channel, person)
);
