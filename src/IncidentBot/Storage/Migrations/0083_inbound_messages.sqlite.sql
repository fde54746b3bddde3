-- Each command looks a message up by its identity and adds one. Kept in the order of that identity a row is one place on the disk; in a table that an
-- index leads to it is two.
create table inbound_messages_in_order (
    id text not null primary key,
    reply text not null,
    received_at timestamptz not null
) without rowid;

insert into inbound_messages_in_order (id, reply, received_at) select id, reply, received_at from inbound_messages order by id;

drop table inbound_messages;

alter table inbound_messages_in_order rename to inbound_messages;
