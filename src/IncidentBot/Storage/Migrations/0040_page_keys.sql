-- What the pages' forms are sealed with, where several nodes have to open each other's; with a file as database it stands beside the file.
create table page_keys (
    name text not null primary key,
    content text not null
);
