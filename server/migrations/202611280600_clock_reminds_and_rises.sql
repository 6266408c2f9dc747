-- What the clock has done stands with the step itself, so that a look cut off in the middle forgets nothing and repeats nothing.
alter table request_due add column reminded_at timestamptz, add column raised_to text, add column raise_at timestamptz,
  add constraint request_due_raised_to check (raised_to in ('building', 'grid', 'community', 'street'));
create index request_due_to_raise on request_due (tenant_id, raise_at) where met_at is null and raise_at is not null;
-- Steps that were late before: the first look after the upgrade tells the level above the first.
update request_due set raised_to = 'building', raise_at = late_since where met_at is null and late_since is not null;
