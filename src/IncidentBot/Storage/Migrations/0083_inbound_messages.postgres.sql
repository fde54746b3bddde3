-- Only SQLite keeps the messages differently from here on.
comment on table inbound_messages is 'Messages that were answered, by their identity, and how.';
