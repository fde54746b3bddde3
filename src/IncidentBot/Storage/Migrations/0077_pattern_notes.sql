-- For which months there was a note of what the incidents have in common, by the first day of each: one a month, whoever sends it.
create table pattern_notes (
    month date not null primary key,
    recorded_at timestamptz not null
);
