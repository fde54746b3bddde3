-- What is remembered of incidents that are over: which terms they are about, and how much each says.
create table memory_terms (
    term text not null,
    incident bigint not null,
    weight double precision not null,
    primary key (term, incident)
);

create index memory_terms_by_incident on memory_terms (incident, term);
