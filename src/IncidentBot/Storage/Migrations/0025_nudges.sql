-- What the bot has said by itself in an incident while it ran, so that it says nothing twice.
create table nudges (
    incident bigint not null primary key,
    said text not null
);
