-- What was believed when somebody was asked, and what their answers have taught.
alter table offer add column chance double precision, add column raw_chance double precision, add column declared_free boolean not null default true;
create index offer_learned on offer (tenant_id, sent_at desc) where raw_chance is not null;

create table helper_history (
  tenant_id uuid not null, helper_id uuid not null, asks int not null, yes int not null, no double precision not null, ignored_in_a_row int not null, fatigue double precision not null, counted_at timestamptz not null,
  primary key (tenant_id, helper_id)
);
comment on table helper_history is '邀约往绩: what a volunteer''s or an organisation''s earlier asks say of them, counted anew whenever one of them changes';

create table dispatch_lesson (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, person_id uuid not null, volunteer_id uuid, organisation_id uuid, kind text not null check (kind in ('familiar', 'busy')), until timestamptz, made_by uuid not null, at timestamptz not null,
  primary key (tenant_id, id), constraint dispatch_lesson_to_one check ((volunteer_id is null) <> (organisation_id is null)),
  constraint dispatch_lesson_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table dispatch_lesson is '派单学到的: what a choice against the proposal says of a helper: known to this household, or busy until then';
create index dispatch_lesson_by_volunteer on dispatch_lesson (tenant_id, volunteer_id, person_id);
create index dispatch_lesson_by_organisation on dispatch_lesson (tenant_id, organisation_id, person_id);
revoke update, delete on dispatch_lesson from linbang_app;

create table alert (
  tenant_id uuid not null, request_id uuid not null, round int not null, began_at timestamptz not null, acknowledged_at timestamptz, acknowledged_by uuid, acknowledged_how text check (acknowledged_how in ('staff', 'helper')),
  primary key (tenant_id, request_id, round), constraint alert_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table alert is '告警梯级: a matter of life is called out step by step until a person takes it';
create table alert_step (
  tenant_id uuid not null, request_id uuid not null, round int not null, step int not null, at timestamptz not null, told jsonb not null,
  primary key (tenant_id, request_id, round, step), constraint alert_step_alert foreign key (tenant_id, request_id, round) references alert (tenant_id, request_id, round)
);
comment on table alert_step is '告警梯级的一步: who was told when; the key makes each step happen once';
revoke update, delete on alert_step from linbang_app;

create table lending (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, round int not null, lender_area_id uuid not null, people int not null check (people > 0), state text not null check (state in ('asked', 'granted', 'refused')),
  asked_at timestamptz not null, decided_at timestamptz, decided_by uuid, reason text,
  primary key (tenant_id, id), constraint lending_once unique (tenant_id, request_id, round, lender_area_id),
  constraint lending_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint lending_area foreign key (tenant_id, lender_area_id) references area (tenant_id, id)
);
comment on table lending is '借人: another community asked to let more of its people be asked than its quota';
create index lending_open on lending (tenant_id, asked_at) where state = 'asked';

create table wave_timer (
  tenant_id uuid not null, request_id uuid not null, look_id uuid not null, at timestamptz,
  primary key (tenant_id, request_id), constraint wave_timer_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table wave_timer is '下一次看: the one look at a request that counts; a job that brings another look_id comes too late and does nothing';
