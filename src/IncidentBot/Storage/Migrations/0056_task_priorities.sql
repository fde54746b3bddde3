-- The priority that somebody gave a task; without one it has that of its incident's severity.
alter table corrective_tasks add column priority integer null;

-- A user group of a platform stands among the people with its name: it can owe a task, and cannot be written to.
alter table people add column is_group boolean not null default false;
