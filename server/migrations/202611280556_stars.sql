-- Stars of volunteers: proposed by hours and quality, asked for, reviewed, shown to everybody for some working days, decided by a second person.
create type star_kind as enum ('lasting', 'yearly');
create type star_state as enum ('proposed', 'asked', 'noticed', 'granted', 'refused', 'withdrawn');
create table star (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, volunteer_id uuid not null, unit_area_id uuid not null, area_path text not null,
  kind star_kind not null, year int not null default 0, stars int not null check (stars between 1 and 5), state star_state not null, basis jsonb not null,
  made_at timestamptz not null, asked_at timestamptz, reviewed_by uuid, reviewed_at timestamptz, review_words text, notice_from date, notice_to date,
  decided_by uuid, decided_at timestamptz, decision text,
  primary key (tenant_id, id),
  constraint star_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint star_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id),
  constraint star_unit foreign key (tenant_id, unit_area_id) references area (tenant_id, id),
  constraint star_of_year check ((kind = 'yearly') = (year > 0)),
  constraint star_noticed check (state not in ('noticed', 'granted') or (reviewed_by is not null and notice_from < notice_to)),
  constraint star_two_people check (reviewed_by is distinct from person_id and decided_by is distinct from person_id and (state <> 'granted' or decided_by <> reviewed_by))
);
comment on table star is '星级: one star rating of a volunteer, lasting or of a year, from proposal to decision; the machine proposes, people decide';
create unique index star_once on star (tenant_id, person_id, kind, year, stars) where state in ('proposed', 'asked', 'noticed', 'granted');
create index star_by_person on star (tenant_id, person_id, state);
create index star_by_state on star (tenant_id, state, made_at desc);

create type star_objection_state as enum ('open', 'kept', 'upheld');
create table star_objection (
  tenant_id uuid not null, id uuid not null, star_id uuid not null, person_id uuid not null, words text not null, at timestamptz not null,
  state star_objection_state not null default 'open', answer text, decided_by uuid, decided_at timestamptz,
  primary key (tenant_id, id),
  constraint star_objection_star foreign key (tenant_id, star_id) references star (tenant_id, id),
  constraint star_objection_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint star_objection_once unique (tenant_id, star_id, person_id)
);
comment on table star_objection is '公示异议: what somebody has against a star while it is shown to everybody; only the community reads who said it';
