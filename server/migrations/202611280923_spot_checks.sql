-- Some finished visits are looked at again by somebody of the grid; what was not good is put right.
create table spot_check (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, visit_id uuid not null, area_path text collate "C" not null,
  because text not null check (because in ('sample', 'unproved')), way text not null check (way in ('call', 'look')),
  drawn_at timestamptz not null, due_at timestamptz not null, tries int not null default 0 check (tries >= 0),
  finding text check (finding in ('good', 'bad', 'not_reached')), words text not null default '', checked_by uuid, checked_at timestamptz,
  primary key (tenant_id, id), constraint spot_check_once unique (tenant_id, visit_id),
  constraint spot_check_found check ((finding is null) = (checked_at is null)),
  constraint spot_check_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint spot_check_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id)
);
comment on table spot_check is '抽查: a finished visit drawn by rule, to be asked about or looked at, with the finding';
create index spot_check_open on spot_check (tenant_id, due_at, id) where finding is null;
alter table rectification drop constraint rectification_cause_check;
alter table rectification add constraint rectification_cause_check check (cause in ('unsatisfied', 'not_solved', 'charged_extra', 'wrong_person', 'complaint', 'spot_check'));
