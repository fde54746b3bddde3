-- How each conversation of Teams is written to, as its last proved message said.
create table teams_conversations (
    id text not null primary key,
    service_url text not null,
    kind text not null,
    team text not null,
    team_group text not null,
    seen_at timestamptz not null
);

-- What Teams knows of a person besides name and zone: the directory's id, and the chat with the bot.
create table teams_accounts (
    person text not null primary key,
    account text not null,
    chat text not null
);

-- Who need not be called into a conversation any more: they have written there, or were called.
create table teams_present (
    conversation text not null,
    person text not null,
    primary key (conversation, person)
);
