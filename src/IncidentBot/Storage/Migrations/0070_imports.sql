-- The documents that past incidents were read from. The same text is never imported twice.
create table imported_documents (
    digest text not null primary key,
    source text not null,
    incident bigint not null,
    imported_at timestamptz not null
);

create index imported_documents_by_incident on imported_documents (incident);
create index imported_documents_by_source on imported_documents (source);
