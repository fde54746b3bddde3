-- Promises that were made before the cards were drawn anew at midnight: the bot looks at each incident once.
insert into wakeups (incident, kind, number, due_at)
select distinct t.incident, 4, 0, i.opened_at
from corrective_tasks t join incidents i on i.number = t.incident
where t.state = 'open' and t.due is not null;
