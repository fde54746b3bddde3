-- Answers that their platform has shown; an answer that stands in inbound_messages alone may have been on its way when the bot ended.
create table told_replies (
    message text not null primary key,
    told_at timestamptz not null
);
