-- By which words, and in which version of the bot, the terms of past incidents were chosen. Where that has changed, they are chosen anew.
create table memory_words (
    id integer not null primary key,
    digest text not null
);
