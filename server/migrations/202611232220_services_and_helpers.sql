-- What can be asked for, and who can help: catalogue, organisations, volunteers, teams, ledger.
create type service_kind as enum ('basic', 'development', 'emergency');
create type urgency as enum ('life', 'basic', 'ordinary', 'complex', 'advice');
create type credit_kind as enum ('neighbourly', 'timebank', 'priced');
create type effort as enum ('ordinary', 'skilled', 'heavy');

create table service (
  tenant_id uuid not null, id uuid not null, code text not null, zh text not null, en text not null, example text not null default '', icon text not null default 'help',
  kind service_kind not null, default_urgency urgency not null, team_kind text not null default '', minutes int not null check (minutes between 5 and 1440),
  helpers int not null default 1 check (helpers between 1 and 10), credit credit_kind not null, effort effort not null default 'ordinary',
  sensitive boolean not null default false, bodily_risk boolean not null default false, price_rule jsonb not null default '{}', sheet_form jsonb not null default '[]',
  sort int not null default 0, active boolean not null default true, version int not null default 1,
  primary key (tenant_id, id), constraint service_code unique (tenant_id, code)
);
comment on table service is '服务: one item of the catalogue';

create type requirement_kind as enum ('skill', 'certificate', 'training', 'insurance', 'age', 'same_sex', 'two_people');
create table requirement (
  tenant_id uuid not null, id uuid not null, service_id uuid not null, kind requirement_kind not null, code text not null default '', value int,
  from_on date not null, to_on date,
  primary key (tenant_id, id),
  constraint requirement_service foreign key (tenant_id, service_id) references service (tenant_id, id),
  constraint requirement_once unique (tenant_id, service_id, kind, code, from_on)
);
comment on table requirement is '要求: what a service demands of whoever helps, with validity; skills of one service are alternatives, all other kinds are all demanded';

create table holding (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, kind requirement_kind not null, code text not null,
  issuer text not null default '', number_sealed text, file_id uuid, from_on date not null, to_on date,
  verified_by uuid, verified_at timestamptz, ended_at timestamptz,
  primary key (tenant_id, id),
  constraint holding_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint holding_file foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
comment on table holding is '资质: what a person has (skill, certificate, training, insurance), with validity';
create index holding_by_person on holding (tenant_id, person_id) where ended_at is null;
create index holding_by_code on holding (tenant_id, kind, code) where ended_at is null;

create type organisation_kind as enum ('shop', 'hospital', 'school', 'university', 'firm', 'ngo', 'property', 'owners', 'stationed', 'party');
create type membership_state as enum ('applied', 'approved', 'refused', 'paused', 'left');
create table organisation (
  tenant_id uuid not null, id uuid not null, kind organisation_kind not null, name text not null, name_en text not null default '', area_id uuid not null,
  credit_code text, phone text, about text not null default '', opening jsonb not null default '[]', state membership_state not null,
  agreement_from date, agreement_to date, lat double precision, lon double precision, version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id), constraint organisation_credit_code unique (tenant_id, credit_code),
  constraint organisation_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table organisation is '加盟单位: a member organisation';
create table organisation_service (
  tenant_id uuid not null, organisation_id uuid not null, service_id uuid not null, price_cents int not null default 0 check (price_cents >= 0), price_unit text not null default '次',
  takes_points boolean not null default false, active boolean not null default true,
  primary key (tenant_id, organisation_id, service_id),
  constraint organisation_service_organisation foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint organisation_service_service foreign key (tenant_id, service_id) references service (tenant_id, id)
);
create table organisation_staff (
  tenant_id uuid not null, id uuid not null, organisation_id uuid not null, person_id uuid not null, manager boolean not null default false, from_on date not null, to_on date,
  primary key (tenant_id, id),
  constraint organisation_staff_organisation foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint organisation_staff_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index organisation_staff_now on organisation_staff (tenant_id, organisation_id, person_id) where to_on is null;
create index organisation_staff_by_person on organisation_staff (tenant_id, person_id) where to_on is null;

create type volunteer_class as enum ('skilled', 'organisation', 'general');
create table volunteer (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, number text not null, class volunteer_class not null, state membership_state not null,
  organisation_id uuid, guardian_person_id uuid, guardian_agreed_at timestamptz, about text not null default '',
  applied_at timestamptz not null, reviewed_at timestamptz, reviewed_by uuid, review_reason text,
  free_until timestamptz, away_from timestamptz, away_to timestamptz, asks_a_day int not null default 3 check (asks_a_day between 0 and 20),
  jobs_done int not null default 0, rating_sum int not null default 0, rating_count int not null default 0, version int not null default 1,
  primary key (tenant_id, id), constraint volunteer_person unique (tenant_id, person_id), constraint volunteer_number unique (tenant_id, number),
  constraint volunteer_of_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint volunteer_organisation foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
comment on table volunteer is '志愿者: a person registered and reviewed as a volunteer';
create index volunteer_by_state on volunteer (tenant_id, state, applied_at);

create table volunteer_area (
  tenant_id uuid not null, volunteer_id uuid not null, area_id uuid not null, primary key (tenant_id, volunteer_id, area_id),
  constraint volunteer_area_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id),
  constraint volunteer_area_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
create table volunteer_hours (
  tenant_id uuid not null, volunteer_id uuid not null, weekday int not null check (weekday between 1 and 7), from_minute int not null check (from_minute between 0 and 1439), to_minute int not null check (to_minute between 1 and 1440),
  primary key (tenant_id, volunteer_id, weekday, from_minute),
  constraint volunteer_hours_order check (from_minute < to_minute),
  constraint volunteer_hours_apart exclude using gist (tenant_id with =, volunteer_id with =, weekday with =, int4range(from_minute, to_minute) with &&),
  constraint volunteer_hours_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id)
);
comment on table volunteer_hours is '每周时间: hours of the week a volunteer is usually free, minutes of the tenant''s day';
create table volunteer_exception (
  tenant_id uuid not null, volunteer_id uuid not null, day date not null, free boolean not null, from_minute int not null default 0, to_minute int not null default 1440,
  primary key (tenant_id, volunteer_id, day, from_minute), constraint volunteer_exception_order check (from_minute < to_minute),
  constraint volunteer_exception_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id)
);
create table person_block (
  tenant_id uuid not null, person_id uuid not null, blocked_person_id uuid not null, made_by uuid not null, made_at timestamptz not null,
  primary key (tenant_id, person_id, blocked_person_id), constraint person_block_other check (person_id <> blocked_person_id),
  constraint person_block_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint person_block_blocked foreign key (tenant_id, blocked_person_id) references person (tenant_id, id)
);
comment on table person_block is '互不安排: a silent block between two people, honoured both ways by dispatch';

create table team (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, name text not null, name_en text not null default '', kind text not null, brand text not null default '', about text not null default '',
  leader_person_id uuid, founded_on date, ended_at timestamptz, version int not null default 1,
  primary key (tenant_id, id), constraint team_name unique (tenant_id, area_id, name),
  constraint team_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint team_leader foreign key (tenant_id, leader_person_id) references person (tenant_id, id)
);
comment on table team is '队伍: a volunteer team of 10 to 50 with a fixed set of services';
create table team_member (
  tenant_id uuid not null, id uuid not null, team_id uuid not null, person_id uuid not null, from_on date not null, to_on date,
  primary key (tenant_id, id),
  constraint team_member_team foreign key (tenant_id, team_id) references team (tenant_id, id),
  constraint team_member_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index team_member_now on team_member (tenant_id, team_id, person_id) where to_on is null;
create index team_member_by_person on team_member (tenant_id, person_id) where to_on is null;
create table team_service (
  tenant_id uuid not null, team_id uuid not null, service_id uuid not null, primary key (tenant_id, team_id, service_id),
  constraint team_service_team foreign key (tenant_id, team_id) references team (tenant_id, id),
  constraint team_service_service foreign key (tenant_id, service_id) references service (tenant_id, id)
);

create type ledger_unit as enum ('points', 'minutes', 'cents');
create type ledger_account_kind as enum ('issuing', 'person', 'team', 'pool', 'shop', 'donation', 'expiry');
create table ledger_account (
  tenant_id uuid not null, id uuid not null, unit ledger_unit not null, kind ledger_account_kind not null, owner_id uuid,
  balance bigint not null default 0, held bigint not null default 0 check (held >= 0), opened_at timestamptz not null default now(), closed_at timestamptz,
  primary key (tenant_id, id), constraint ledger_account_owner unique nulls not distinct (tenant_id, unit, kind, owner_id),
  constraint ledger_account_covered check (kind = 'issuing' or balance - held >= 0)
);
comment on table ledger_account is '账户: points, time-bank minutes or money of one owner; only the issuing account may be below zero';
create table ledger_transfer (
  tenant_id uuid not null, id uuid not null, unit ledger_unit not null, debit_account_id uuid not null, credit_account_id uuid not null,
  amount bigint not null check (amount > 0), cause_kind text not null, cause_id uuid not null, leg text not null default '', policy_version int, reason text not null, reverses uuid, at timestamptz not null,
  primary key (tenant_id, id), constraint ledger_transfer_two check (debit_account_id <> credit_account_id),
  constraint ledger_transfer_cause unique (tenant_id, cause_kind, cause_id, leg), constraint ledger_transfer_reversed unique (tenant_id, reverses),
  constraint ledger_transfer_debit foreign key (tenant_id, debit_account_id) references ledger_account (tenant_id, id),
  constraint ledger_transfer_credit foreign key (tenant_id, credit_account_id) references ledger_account (tenant_id, id),
  constraint ledger_transfer_reverses foreign key (tenant_id, reverses) references ledger_transfer (tenant_id, id)
);
comment on table ledger_transfer is '转账: one movement between two accounts; a row cannot fail to balance; never changed, only reversed';
create index ledger_transfer_debits on ledger_transfer (tenant_id, debit_account_id, at desc, id desc);
create index ledger_transfer_credits on ledger_transfer (tenant_id, credit_account_id, at desc, id desc);
revoke update, delete on ledger_transfer from linbang_app;
create type hold_state as enum ('open', 'settled', 'released');
create table ledger_hold (
  tenant_id uuid not null, id uuid not null, account_id uuid not null, amount bigint not null check (amount > 0), cause_kind text not null, cause_id uuid not null,
  state hold_state not null default 'open', made_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint ledger_hold_cause unique (tenant_id, cause_kind, cause_id),
  constraint ledger_hold_account foreign key (tenant_id, account_id) references ledger_account (tenant_id, id)
);
comment on table ledger_hold is '冻结: an amount set aside for an order until it is settled by what was used, or released';
