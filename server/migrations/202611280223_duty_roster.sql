-- Who is to be on duty when: kinds of shift, shifts given out, swaps, notes handed over, and calendars that are read.
create table shift_kind (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, role text not null, name text not null,
  from_minute int not null check (from_minute between 0 and 1439), minutes int not null check (minutes between 30 and 1440),
  weekdays int[] not null check (cardinality(weekdays) between 1 and 7 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]), people int not null check (people between 1 and 50),
  ended_at timestamptz, version int not null default 1, made_by uuid, created_at timestamptz not null,
  primary key (tenant_id, id), constraint shift_kind_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table shift_kind is '班次: a shift an area needs on some days of the week, with its hours and how many people';
create index shift_kind_by_area on shift_kind (tenant_id, area_id) where ended_at is null;

create table shift (
  tenant_id uuid not null, id uuid not null, kind_id uuid not null, day date not null, person_id uuid not null,
  from_at timestamptz not null, to_at timestamptz not null, rested_at timestamptz not null,
  opened_at timestamptz, closed_at timestamptz, alarmed_at timestamptz, removed_at timestamptz, made_by uuid, created_at timestamptz not null,
  primary key (tenant_id, id), constraint shift_order check (from_at < to_at and to_at <= rested_at),
  constraint shift_of_kind foreign key (tenant_id, kind_id) references shift_kind (tenant_id, id),
  constraint shift_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint shift_apart exclude using gist (tenant_id with =, person_id with =, tstzrange(from_at, to_at) with &&) where (removed_at is null) deferrable,
  constraint shift_rested exclude using gist (tenant_id with =, person_id with =, tstzrange(from_at, rested_at) with &&) where (removed_at is null) deferrable
);
comment on table shift is '排班: one person on one kind of shift on one day; nothing else before they have rested';
create index shift_by_time on shift (tenant_id, from_at) where removed_at is null;
create index shift_by_person on shift (tenant_id, person_id, from_at) where removed_at is null;

create table shift_swap (
  tenant_id uuid not null, id uuid not null, shift_id uuid not null, asked_by uuid not null, to_person_id uuid, return_shift_id uuid, reason text not null,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')), asked_at timestamptz not null, answered_by uuid, answered_at timestamptz,
  primary key (tenant_id, id), constraint shift_swap_shift foreign key (tenant_id, shift_id) references shift (tenant_id, id),
  constraint shift_swap_return foreign key (tenant_id, return_shift_id) references shift (tenant_id, id),
  constraint shift_swap_both check (return_shift_id is null or to_person_id is not null)
);
comment on table shift_swap is '换班: one shift somebody asks others to take; the first who agrees has it';
create unique index shift_swap_asked on shift_swap (tenant_id, shift_id) where state = 'asked';

create table hand_over (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, role text not null, shift_id uuid, words text not null, written_by uuid not null, at timestamptz not null,
  primary key (tenant_id, id), constraint hand_over_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table hand_over is '交班记录: what the next shift must know; it does not open before the note is read';
create index hand_over_newest on hand_over (tenant_id, area_id, role, at desc);
revoke update, delete on hand_over from linbang_app;
create table hand_over_read (
  tenant_id uuid not null, hand_over_id uuid not null, person_id uuid not null, at timestamptz not null,
  primary key (tenant_id, hand_over_id, person_id), constraint hand_over_read_note foreign key (tenant_id, hand_over_id) references hand_over (tenant_id, id)
);
comment on table hand_over_read is 'Who has read a note handed over';
revoke update, delete on hand_over_read from linbang_app;

create table roster_template (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, name text not null, cells jsonb not null, made_by uuid, created_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint roster_template_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table roster_template is '排班模板: a week kept under a name';
create unique index roster_template_name on roster_template (tenant_id, area_id, name) where ended_at is null;

create table calendar_feed (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, kind text not null, token_hash text not null, made_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint calendar_feed_token unique (tenant_id, token_hash),
  constraint calendar_feed_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table calendar_feed is '日历订阅: a secret address from which somebody''s calendar reads; only its keyed hash is kept';
create unique index calendar_feed_now on calendar_feed (tenant_id, person_id, kind) where ended_at is null;

alter table duty add column shift_id uuid, add column sound_ok_at timestamptz;
comment on column duty.seen_at is 'When the console was last heard; an agent counts as on duty while it beats';
