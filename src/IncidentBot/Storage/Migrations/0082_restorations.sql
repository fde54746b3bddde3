-- When a backup was put in this database's place, perhaps while a bot had it open: by the last one it sees that nothing in its memory is certain.
create table restorations (
    turn integer not null primary key,
    id text not null unique,
    restored_at timestamptz not null
);
