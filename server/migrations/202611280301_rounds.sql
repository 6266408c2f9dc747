-- Planned care visits and patrols: whom to visit on a day, who walks which way, what was seen.
create table checkpoint (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, name text not null, code_hash text not null, code_sealed text not null, ended_at timestamptz, made_by uuid, created_at timestamptz not null,
  primary key (tenant_id, id), constraint checkpoint_code unique (tenant_id, code_hash), constraint checkpoint_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table checkpoint is '巡查点: a place a patrol passes and proves by its code';
create type round_kind as enum ('care', 'patrol');
create type round_state as enum ('draft', 'solving', 'proposed', 'published', 'called_off');
create table round (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, area_path text collate "C" not null, kind round_kind not null, name text not null, day date not null, state round_state not null,
  picks jsonb not null, seed int not null, progress double precision not null default 0 check (progress between 0 and 1), stop_asked_at timestamptz, figures jsonb,
  plan_seq int not null default 0, made_by uuid, published_at timestamptz, published_by uuid, reason text, version int not null default 1, created_at timestamptz not null,
  primary key (tenant_id, id), constraint round_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table round is '巡访: one day of planned visits or a patrol, with those who walk';
create index round_by_area on round (tenant_id, area_path, day desc);
create table round_worker (
  tenant_id uuid not null, round_id uuid not null, person_id uuid not null, volunteer_id uuid, from_minute int not null, to_minute int not null, break_minutes int not null default 0,
  start_lat double precision, start_lon double precision, end_lat double precision, end_lon double precision, skills text[] not null default '{}', dropped_at timestamptz, drop_reason text,
  primary key (tenant_id, round_id, person_id), constraint round_worker_hours check (from_minute < to_minute and from_minute >= 0 and to_minute <= 1440),
  constraint round_worker_round foreign key (tenant_id, round_id) references round (tenant_id, id), constraint round_worker_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table round_worker is '走访人: who walks in a round, from when to when, from where to where';
create index round_worker_by_person on round_worker (tenant_id, person_id);
create type round_stop_state as enum ('planned', 'done', 'not_home', 'missed', 'left_out');
create table round_stop (
  tenant_id uuid not null, id uuid not null, round_id uuid not null, household_id uuid, person_id uuid, checkpoint_id uuid, area_id uuid not null, area_path text collate "C" not null,
  reason text not null check (reason in ('monthly', 'due', 'chosen', 'checkpoint')), due_on date not null, from_minute int not null, to_minute int not null, minutes int not null check (minutes between 1 and 480), people int not null default 1 check (people between 1 and 2),
  skill text, usual_person_id uuid, state round_stop_state not null default 'planned', visit_id uuid, worry boolean not null default false, seen_sealed text, request_id uuid, ended_at timestamptz, grid_told_at timestamptz, community_told_at timestamptz,
  primary key (tenant_id, id), constraint round_stop_window check (from_minute < to_minute), constraint round_stop_round foreign key (tenant_id, round_id) references round (tenant_id, id),
  constraint round_stop_household foreign key (tenant_id, household_id) references household (tenant_id, id), constraint round_stop_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint round_stop_checkpoint foreign key (tenant_id, checkpoint_id) references checkpoint (tenant_id, id), constraint round_stop_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id)
);
comment on table round_stop is '走访点: one door or checkpoint of a round, by when it is due, and what was seen there (sealed)';
create index round_stop_of_round on round_stop (tenant_id, round_id);
create index round_stop_by_household on round_stop (tenant_id, household_id, ended_at desc) where state = 'done';
create index round_stop_by_person on round_stop (tenant_id, person_id, ended_at desc) where state = 'done';
create index round_stop_by_visit on round_stop (tenant_id, visit_id) where visit_id is not null;
create index round_stop_due on round_stop (tenant_id, due_on) where state in ('planned', 'not_home', 'missed');
create table round_plan (
  tenant_id uuid not null, round_id uuid not null, seq int not null, ways jsonb not null, act text not null, undone_at timestamptz, made_by uuid, made_at timestamptz not null,
  primary key (tenant_id, round_id, seq), constraint round_plan_round foreign key (tenant_id, round_id) references round (tenant_id, id)
);
comment on table round_plan is '走访路线: who goes where in which order, one row for each change, so that the last can be taken back';

-- Staff on duty walk rounds too, in nobody's name but their own.
alter table visit_person drop constraint visit_person_to_one;
alter table visit_person add constraint visit_person_to_one check (volunteer_id is null or organisation_id is null);
