-- Hand entries by two people, objections, the review queue, and certificates whose truth anybody can check.
alter table service_record add column unit_area_id uuid;
update service_record r set unit_area_id = a.id from area a where a.tenant_id = r.tenant_id and a.kind = 'community' and a.name = r.unit;
alter table service_record add constraint service_record_unit foreign key (tenant_id, unit_area_id) references area (tenant_id, id);
create index service_record_by_unit on service_record (tenant_id, unit_area_id, day);
create index service_record_by_cause on service_record (tenant_id, cause_kind, at);

insert into policy (tenant_id, id, kind, version, valid_from, body, reason)
select t.id, gen_random_uuid(), 'records', 1, '2000-01-01T00:00:00Z',
  '{"handEntriesAMonth": 20, "sameTwoInARow": 5, "swapDays": 30, "bulkEntries": 8, "bulkMinutes": 60, "travelKmAnHour": 40, "mutualVisits": 3, "mutualDays": 30, "answerWorkingDays": 5, "starHours1": 100, "starHours2": 300, "starHours3": 600, "starHours4": 1000, "starHours5": 1500, "starRating": 4, "starComplaintMonths": 12, "noticeWorkingDays": 5}'::jsonb,
  '开通时的规则' from tenant t;

create type record_entry_state as enum ('waiting', 'approved', 'refused');
create table record_entry (
  tenant_id uuid not null, id uuid not null, volunteer_id uuid not null, person_id uuid not null, unit_area_id uuid not null, area_path text not null,
  activity_name text not null, day date not null, from_minute int not null check (from_minute between 0 and 1439), minutes int not null check (minutes between 1 and 1440),
  place text not null, content text not null, person_in_charge text not null, why text not null,
  recorder_person_id uuid not null, recorded_at timestamptz not null, due_on date not null,
  state record_entry_state not null default 'waiting', approver_person_id uuid, decided_at timestamptz, decision text, version int not null default 1,
  primary key (tenant_id, id),
  constraint record_entry_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id),
  constraint record_entry_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint record_entry_unit foreign key (tenant_id, unit_area_id) references area (tenant_id, id),
  constraint record_entry_two_people check (recorder_person_id <> person_id and (approver_person_id is null or (approver_person_id <> recorder_person_id and approver_person_id <> person_id)))
);
comment on table record_entry is '手工补记: hours entered by hand; who records is not who helped, who approves is neither';
create index record_entry_waiting on record_entry (tenant_id, state, day);
create index record_entry_by_recorder on record_entry (tenant_id, recorder_person_id, recorded_at desc);
create index record_entry_by_approver on record_entry (tenant_id, approver_person_id, decided_at desc);

create type objection_state as enum ('open', 'corrected', 'kept');
create table record_objection (
  tenant_id uuid not null, id uuid not null, record_id uuid not null, person_id uuid not null, area_path text not null, words text not null, due_on date not null, at timestamptz not null,
  state objection_state not null default 'open', answer text, decided_by uuid, decided_at timestamptz,
  primary key (tenant_id, id),
  constraint record_objection_record foreign key (tenant_id, record_id) references service_record (tenant_id, id)
);
comment on table record_objection is '异议: a volunteer says that a record is wrong; answered with a correction or with the reason';
create unique index record_objection_open on record_objection (tenant_id, record_id) where state = 'open';

create type signal_kind as enum ('overlap', 'travel', 'bulk', 'same_approver', 'household', 'mutual', 'self_credit', 'certificate_changed');
create type signal_state as enum ('open', 'cleared', 'upheld');
create table record_signal (
  tenant_id uuid not null, id uuid not null, kind signal_kind not null, mark text not null, person_id uuid not null, other_person_id uuid, area_path text not null, evidence jsonb not null, raised_at timestamptz not null,
  state signal_state not null default 'open', decided_by uuid, decided_at timestamptz, words text,
  primary key (tenant_id, id), constraint record_signal_once unique (tenant_id, kind, mark),
  constraint record_signal_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table record_signal is '复核线索: what makes records doubtful, with the evidence; a person decides, nothing follows by itself';
create index record_signal_open on record_signal (tenant_id, state, raised_at desc);

create table seal_key (
  tenant_id uuid not null, id uuid not null, public_key text not null, private_sealed text not null, made_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table seal_key is '签章密钥: Ed25519 keys certificates are sealed with; the newest seals, all of them verify';
revoke update, delete on seal_key from linbang_app;

create table certificate (
  tenant_id uuid not null, id uuid not null, number text not null, code_sealed text not null, person_id uuid not null, volunteer_id uuid not null, unit_area_id uuid not null, area_path text not null,
  content text not null, seal_key_id uuid not null, signature text not null, replaces uuid, issued_by uuid not null, issued_at timestamptz not null,
  primary key (tenant_id, id), constraint certificate_number unique (tenant_id, number),
  constraint certificate_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint certificate_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id),
  constraint certificate_unit foreign key (tenant_id, unit_area_id) references area (tenant_id, id),
  constraint certificate_key foreign key (tenant_id, seal_key_id) references seal_key (tenant_id, id)
);
comment on table certificate is '志愿服务证明: what a unit certifies of its own records, frozen and signed when it was issued';
create index certificate_by_person on certificate (tenant_id, person_id, issued_at desc);
create index certificate_by_unit on certificate (tenant_id, unit_area_id, issued_at desc);
revoke update, delete on certificate from linbang_app;
create table certificate_end (
  tenant_id uuid not null, certificate_id uuid not null, kind text not null check (kind in ('revoked', 'superseded')), reason text not null, by_person_id uuid not null, at timestamptz not null,
  primary key (tenant_id, certificate_id), constraint certificate_end_of foreign key (tenant_id, certificate_id) references certificate (tenant_id, id)
);
comment on table certificate_end is '证明失效: a certificate revoked, or replaced by a newer one';
revoke update, delete on certificate_end from linbang_app;

create type batch_state as enum ('waiting', 'printing', 'ready', 'failed');
create table certificate_batch (
  tenant_id uuid not null, id uuid not null, team_id uuid not null, unit_area_id uuid not null, area_path text not null, from_on date, to_on date,
  people int not null, made int not null default 0, left_out jsonb not null default '[]', state batch_state not null default 'waiting', file_hash text, made_by uuid not null, at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id),
  constraint certificate_batch_team foreign key (tenant_id, team_id) references team (tenant_id, id),
  constraint certificate_batch_unit foreign key (tenant_id, unit_area_id) references area (tenant_id, id)
);
comment on table certificate_batch is '批量证明: certificates of all members of a team in one file; who could not be printed is named';
