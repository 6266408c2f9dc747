-- Settings, areas, people, accounts, consents, files, notices: the ground every other noun stands on.
create extension if not exists btree_gist;

create table policy (
  tenant_id uuid not null, id uuid not null, kind text not null, version int not null check (version > 0),
  valid_from timestamptz not null, body jsonb not null, reason text not null, made_by uuid, made_at timestamptz not null default now(),
  primary key (tenant_id, id), constraint policy_version unique (tenant_id, kind, version)
);
comment on table policy is '规则: operator settings by version; the version in force is the newest whose valid_from has come';
revoke update, delete on policy from linbang_app;

create table working_day (
  tenant_id uuid not null, day date not null, works boolean not null, name text not null default '',
  primary key (tenant_id, day)
);
comment on table working_day is '工作日表: days that differ from Monday to Friday (holidays, 调休)';
create table working_year (tenant_id uuid not null, year int not null, source text not null, primary key (tenant_id, year));
comment on table working_year is 'Years whose holiday table has been entered';

create type area_kind as enum ('district', 'street', 'community', 'grid', 'building', 'unit', 'door');
create table area (
  tenant_id uuid not null, id uuid not null, parent_id uuid, kind area_kind not null,
  path text collate "C" not null check (path ~ '^[a-z0-9]+(\.[a-z0-9]+)*$'),
  name text not null, name_en text not null default '', sort_key text collate "C" not null default '',
  code text check (code ~ '^(\d{12}|\d{15})$'),
  lat double precision, lon double precision, outline jsonb,
  card_token_hash text, card_token_sealed text, valid_from date not null, valid_to date, version int not null default 1,
  primary key (tenant_id, id),
  constraint area_path unique (tenant_id, path), constraint area_code unique (tenant_id, code),
  constraint area_card unique (tenant_id, card_token_hash),
  constraint area_parent foreign key (tenant_id, parent_id) references area (tenant_id, id),
  constraint area_point check ((lat is null) = (lon is null))
);
comment on table area is '区域: district, street, community, grid, building, unit, door; path names all areas above; never reused';
create index area_children on area (tenant_id, parent_id, sort_key);

create type sex as enum ('female', 'male');
create table person (
  tenant_id uuid not null, id uuid not null,
  name text not null, name_pinyin text not null default '', name_initials text not null default '', call_name text not null,
  sex sex, born_on date,
  phone_sealed text, phone_hash text, phone_last4_hash text, phone_masked text,
  id_number_sealed text, id_number_hash text, id_number_last4_hash text, id_number_masked text,
  speaks text[] not null default '{}', preferences jsonb not null default '{}',
  confirmed_at timestamptz, confirmed_by uuid, confirmed_how text,
  merged_into uuid, closed_at timestamptz, search tsvector not null default ''::tsvector,
  version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint person_merged foreign key (tenant_id, merged_into) references person (tenant_id, id),
  constraint person_id_number unique (tenant_id, id_number_hash)
);
comment on table person is '人: everyone the platform knows; never deleted, merged_into names the person kept';
create index person_phone on person (tenant_id, phone_hash);
create index person_merged_from on person (tenant_id, merged_into) where merged_into is not null;
create index person_phone_last4 on person (tenant_id, phone_last4_hash);
create index person_search on person using gin (search);
create index person_order on person (tenant_id, name_pinyin, id);

create table household (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, door_sealed text, door_hash text,
  how_to_get_in_sealed text, note text not null default '', version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint household_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint household_door unique (tenant_id, door_hash)
);
comment on table household is '家庭: people behind one door; area_id is its building or unit, the door itself is sealed';
create index household_by_area on household (tenant_id, area_id);

create table household_member (
  tenant_id uuid not null, id uuid not null, household_id uuid not null, person_id uuid not null,
  relation text not null default '', lives_there boolean not null default true, from_on date not null, to_on date,
  primary key (tenant_id, id),
  constraint household_member_household foreign key (tenant_id, household_id) references household (tenant_id, id),
  constraint household_member_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint household_member_once exclude using gist (tenant_id with =, household_id with =, person_id with =, daterange(from_on, to_on) with &&)
);
create index household_member_by_person on household_member (tenant_id, person_id);

create table family_right (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, family_person_id uuid not null, relation text not null,
  may_ask boolean not null default true, may_see boolean not null default true,
  granted_via text not null, granted_at timestamptz not null, recorded_by uuid not null, ended_at timestamptz,
  primary key (tenant_id, id),
  constraint family_right_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint family_right_family foreign key (tenant_id, family_person_id) references person (tenant_id, id),
  constraint family_right_other check (person_id <> family_person_id)
);
comment on table family_right is '家属权利: what a family member may do for a person, granted by that person';
create unique index family_right_open on family_right (tenant_id, person_id, family_person_id) where ended_at is null;
create index family_right_by_family on family_right (tenant_id, family_person_id) where ended_at is null;

create table person_tag (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, tag_sealed text not null, tag_hash text not null,
  source text not null, basis text not null, certificate_sealed text, valid_from date not null, valid_to date,
  verified_by uuid not null, verified_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id),
  constraint person_tag_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint person_tag_sourced check (source <> '' and basis <> '')
);
comment on table person_tag is '标签: a status of a person with source, basis and validity; the tag itself is sealed';
create index person_tag_by_person on person_tag (tenant_id, person_id) where ended_at is null;
create index person_tag_by_tag on person_tag (tenant_id, tag_hash) where ended_at is null;

create table consent (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, purpose text not null, version int not null,
  given boolean not null, evidence jsonb not null, via text not null, recorded_by uuid, at timestamptz not null,
  primary key (tenant_id, id),
  constraint consent_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table consent is '同意: each giving, refusing and withdrawing by purpose and version, with evidence';
create index consent_by_person on consent (tenant_id, person_id, purpose, at desc);
revoke update, delete on consent from linbang_app;

create table account (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, username text, password_hash text, totp_sealed text, totp_last_step bigint,
  failed_sign_ins int not null default 0, locked_until timestamptz, welcomed_at timestamptz default now(), created_at timestamptz not null default now(), closed_at timestamptz,
  primary key (tenant_id, id),
  constraint account_person unique (tenant_id, person_id), constraint account_username unique (tenant_id, username),
  constraint account_of_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table account is '账号: the sign-in of one person';
comment on column account.welcomed_at is 'Empty until whoever signed in first by phone has said what neighbours call them and read the privacy text';

create table role_holding (
  tenant_id uuid not null, id uuid not null, account_id uuid not null, role text not null, area_id uuid not null,
  organisation_id uuid, team_id uuid, from_at timestamptz not null, to_at timestamptz, granted_by uuid, ended_by uuid,
  primary key (tenant_id, id),
  constraint role_holding_account foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint role_holding_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table role_holding is '任职: a role held at an area; it reaches what lies under it';
create index role_holding_by_account on role_holding (tenant_id, account_id) where to_at is null;
create index role_holding_by_area on role_holding (tenant_id, area_id, role) where to_at is null;

create table sign_in_code (
  tenant_id uuid not null, id uuid not null, phone_hash text not null, address_hash text not null, code_hash text not null,
  sent_at timestamptz not null, expires_at timestamptz not null, tries int not null default 0, used_at timestamptz,
  primary key (tenant_id, id)
);
create index sign_in_code_by_phone on sign_in_code (tenant_id, phone_hash, sent_at desc);
create index sign_in_code_by_address on sign_in_code (tenant_id, address_hash, sent_at desc);

create table sign_in_link (
  tenant_id uuid not null, id uuid not null, purpose text not null check (purpose in ('setup', 'sign_in')), person_id uuid, token_hash text not null,
  made_by uuid, made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
  primary key (tenant_id, id), constraint sign_in_link_token unique (tenant_id, token_hash)
);
comment on table sign_in_link is '登录码: a one-time way in, printed by staff for a person, or the set-up link of a new installation';

create table duty (
  tenant_id uuid not null, id uuid not null, account_id uuid not null, person_id uuid not null, role text not null, area_id uuid not null,
  from_at timestamptz not null, to_at timestamptz, filled_by text not null default 'press' check (filled_by in ('press', 'roster')), seen_at timestamptz,
  primary key (tenant_id, id),
  constraint duty_account foreign key (tenant_id, account_id) references account (tenant_id, id),
  constraint duty_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table duty is '值班: who is on duty, as what, where, from when to when';
create index duty_now on duty (tenant_id, area_id, role) where to_at is null;

create table stored_file (
  tenant_id uuid not null, id uuid not null, sha256 text not null, content_type text not null, size int not null,
  width int, height int, purpose text not null, owner_person_id uuid not null, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint stored_file_owner foreign key (tenant_id, owner_person_id) references person (tenant_id, id)
);
comment on table stored_file is '文件: photos, recordings and papers; the bytes lie under their SHA-256 in the data folder';

create table notice (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, kind text not null, params jsonb not null, subject_kind text not null, subject_id uuid not null,
  urgent boolean not null default false, created_at timestamptz not null, read_at timestamptz,
  primary key (tenant_id, id),
  constraint notice_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint notice_once unique (tenant_id, person_id, kind, subject_id, created_at)
);
comment on table notice is '通知: one message to one person; its deliveries are separate rows';
create index notice_unread on notice (tenant_id, person_id, created_at desc);

create type delivery_way as enum ('in_app', 'sms', 'push');
create type delivery_state as enum ('queued', 'held', 'sent', 'failed');
create table delivery (
  tenant_id uuid not null, id uuid not null, notice_id uuid not null, way delivery_way not null, state delivery_state not null,
  to_masked text, tries int not null default 0, provider_reference text, error text, not_before timestamptz, updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint delivery_notice foreign key (tenant_id, notice_id) references notice (tenant_id, id),
  constraint delivery_once unique (tenant_id, notice_id, way)
);
create table push_subscription (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, endpoint text not null, p256dh text not null, auth text not null, created_at timestamptz not null, gone_at timestamptz,
  primary key (tenant_id, id), constraint push_subscription_endpoint unique (tenant_id, endpoint),
  constraint push_subscription_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);

create table import_batch (
  tenant_id uuid not null, id uuid not null, kind text not null, file_name text not null, area_id uuid not null,
  row_count int not null, good_count int not null, rows_sealed text, faults_sealed text not null, sample_sealed text not null,
  state text not null check (state in ('preview', 'done', 'undone')), made_by uuid not null, made_at timestamptz not null, done_at timestamptz, undone_at timestamptz,
  made_counts jsonb not null default '{}', made_ids jsonb not null default '{}',
  primary key (tenant_id, id),
  constraint import_batch_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
create index import_batch_newest on import_batch (tenant_id, made_at desc, id desc);
comment on table import_batch is '导入: one uploaded table, its faults row by row, what it made, and whether it was undone';
comment on column import_batch.rows_sealed is 'What the table said; emptied when it has been written or taken back';
