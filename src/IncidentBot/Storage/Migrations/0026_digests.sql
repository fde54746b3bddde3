-- Which weekly digests there were, by the day of each: one a day, whoever sends it.
create table digests (
    day date not null primary key,
    recorded_at timestamptz not null
);

create index incident_events_completed on incident_events (recorded_at) where kind = 'task_completed';
