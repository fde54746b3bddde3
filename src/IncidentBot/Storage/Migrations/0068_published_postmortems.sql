-- The postmortems that were published, as they were then. What happens afterwards changes none of them.
create table published_postmortems (
    incident bigint not null,
    version bigint not null,
    published_at timestamptz not null,
    published_by text not null,
    markdown text not null,
    html text not null,
    json text not null,
    primary key (incident, version)
);
