-- Who stood among the members of a team: whoever stands in none any more has left.
alter table teams_accounts add column is_member boolean not null default false;
