-- A question reads thousands of rows of few terms. Kept in the order of the key they stand side by side, with their weight; as rows of a table
-- that an index leads to, each was a page of its own.
create table memory_terms_in_order (
    term text not null,
    incident bigint not null,
    weight double precision not null,
    primary key (term, incident)
) without rowid;

insert into memory_terms_in_order (term, incident, weight) select term, incident, weight from memory_terms order by term, incident;

drop table memory_terms;

alter table memory_terms_in_order rename to memory_terms;

create index memory_terms_by_incident on memory_terms (incident, term);
