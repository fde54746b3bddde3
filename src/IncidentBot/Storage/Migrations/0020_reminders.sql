-- Whoever has left the workspace is reminded of nothing.
alter table people add column left_at timestamptz null;

-- What people were reminded of and have to be told. A delivery takes what waits for its person; told is what belongs to a delivery that is
-- over.
create table pending_reminders (
    person text not null,
    incident bigint not null,
    task bigint not null,
    stage integer not null,
    sequence bigint not null,
    delivery text null,
    primary key (person, incident, task)
);

-- Promises that were made before there were reminders: the bot looks at each once and reckons when the next is due.
insert into wakeups (incident, kind, number, due_at)
select t.incident, 2, t.number, i.opened_at
from corrective_tasks t join incidents i on i.number = t.incident
where t.state = 'open' and not i.drill;
