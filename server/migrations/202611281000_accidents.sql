-- Accidents while helping: the report with what concerns health sealed, and what was done since, which is never changed.
create type accident_state as enum ('open', 'closed');
create type hurt_person as enum ('me', 'volunteer', 'resident', 'other');
create table accident (
  tenant_id uuid not null, id uuid not null, number text not null, area_id uuid not null, area_path text not null, visit_id uuid, happened_at timestamptz not null, place text not null, hurt hurt_person not null, told_sealed text not null,
  insured boolean not null, state accident_state not null default 'open', next_on date, version int not null default 1, reporter_person_id uuid not null, reported_at timestamptz not null, closed_at timestamptz,
  primary key (tenant_id, id), constraint accident_number unique (tenant_id, number),
  constraint accident_closed check ((state = 'closed') = (closed_at is not null)), constraint accident_next check ((state = 'open') = (next_on is not null)),
  constraint accident_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint accident_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id),
  constraint accident_reporter foreign key (tenant_id, reporter_person_id) references person (tenant_id, id)
);
comment on table accident is '意外: somebody was hurt while helping; when, where and who, with the account of it sealed, followed until closed';
create index accident_by_reporter on accident (tenant_id, reporter_person_id);
create table accident_step (
  tenant_id uuid not null, id uuid not null, accident_id uuid not null, person_id uuid not null, words_sealed text not null, at timestamptz not null,
  primary key (tenant_id, id), constraint accident_step_accident foreign key (tenant_id, accident_id) references accident (tenant_id, id),
  constraint accident_step_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table accident_step is '意外跟进: what was done about an accident since it was reported';
create index accident_step_of on accident_step (tenant_id, accident_id, at);
revoke update, delete on accident_step from linbang_app;
