-- The loop itself: series, requests, offers, visits, sheets, ratings, records.
create type channel as enum ('phone', 'hotline', 'desk', 'grid', 'leader', 'button', 'paper', 'import', 'system');
create type request_state as enum ('reported', 'answered', 'duplicate', 'declined', 'cancelled', 'dispatching', 'in_meeting', 'assigned', 'under_way', 'done', 'confirmed', 'closed', 'reopened', 'unmet');
create type settlement as enum ('none', 'minutes', 'points', 'voucher', 'price');

create table series (
  tenant_id uuid not null, id uuid not null, service_id uuid not null, for_person_id uuid not null, opened_by uuid not null, household_id uuid, area_id uuid not null,
  description text not null default '', rule text not null, from_minute int not null check (from_minute between 0 and 1439), to_minute int not null check (to_minute between 1 and 1440),
  starts_on date not null, ends_on date, skip_holidays boolean not null default false, keep_person boolean not null default false, keep_person_id uuid, made_until date not null,
  state text not null default 'active' check (state in ('active', 'ended')), version int not null default 1, created_at timestamptz not null,
  primary key (tenant_id, id), constraint series_window check (from_minute < to_minute),
  constraint series_service foreign key (tenant_id, service_id) references service (tenant_id, id),
  constraint series_person foreign key (tenant_id, for_person_id) references person (tenant_id, id),
  constraint series_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint series_household foreign key (tenant_id, household_id) references household (tenant_id, id)
);
comment on table series is '周期服务: a repeating need; its occurrences are requests; rule is an RFC 5545 RRULE';
create table series_skip (
  tenant_id uuid not null, series_id uuid not null, day date not null, reason text not null default '', made_by uuid not null,
  primary key (tenant_id, series_id, day), constraint series_skip_series foreign key (tenant_id, series_id) references series (tenant_id, id)
);

create table request (
  tenant_id uuid not null, id uuid not null, number text not null, service_id uuid not null, kind service_kind not null, urgency urgency not null, state request_state not null,
  description text not null default '', person_id uuid not null, entered_by uuid not null, household_id uuid, area_id uuid not null, area_path text collate "C" not null,
  window_from timestamptz, window_to timestamptz, minutes int not null, helpers int not null default 1, channel channel not null,
  series_id uuid, occurrence_on date, provider_id uuid, same_person_id uuid,
  settlement settlement not null default 'none', price_cents int, free_because text, policy_version int not null,
  needs_look boolean not null default false, looked_at timestamptz, looked_by uuid, draft_voice_file_id uuid,
  owner_person_id uuid, duplicate_of uuid, reason text,
  level text not null default 'building' check (level in ('building', 'grid', 'community', 'street')), dispatch_policy text,
  reported_at timestamptz not null, first_answered_at timestamptz, dispatched_at timestamptz, accepted_at timestamptz, contacted_at timestamptz, done_at timestamptz, confirmed_at timestamptz, closed_at timestamptz,
  solved boolean, confirmed_how text check (confirmed_how in ('resident', 'call_back', 'unconfirmed')),
  paused_until timestamptz, next_due_at timestamptz, next_due_step text, escalated_to text, search tsvector not null default ''::tsvector,
  version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id), constraint request_number unique (tenant_id, number),
  constraint request_window check (window_from < window_to),
  constraint request_occurrence unique (tenant_id, series_id, occurrence_on),
  constraint request_service foreign key (tenant_id, service_id) references service (tenant_id, id),
  constraint request_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint request_entered foreign key (tenant_id, entered_by) references person (tenant_id, id),
  constraint request_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint request_household foreign key (tenant_id, household_id) references household (tenant_id, id),
  constraint request_series foreign key (tenant_id, series_id) references series (tenant_id, id),
  constraint request_provider foreign key (tenant_id, provider_id) references organisation (tenant_id, id),
  constraint request_duplicate foreign key (tenant_id, duplicate_of) references request (tenant_id, id)
);
comment on table request is '请求: one need at one time, from report to archive; area_path is that of its day';
create index request_open on request (tenant_id, next_due_at, id) where state in ('reported', 'dispatching', 'assigned', 'under_way', 'done', 'reopened', 'in_meeting');
create index request_by_state on request (tenant_id, state, reported_at desc, id desc);
create index request_by_person on request (tenant_id, person_id, reported_at desc);
create index request_by_area on request (tenant_id, area_path, reported_at desc);
create index request_recent on request (tenant_id, reported_at desc, id desc);
create index request_search on request using gin (search);
create index request_finished on request (tenant_id, done_at) where done_at is not null;

create type due_step as enum ('answer', 'dispatch', 'contact', 'result', 'call_back');
create table request_due (
  tenant_id uuid not null, request_id uuid not null, step due_step not null, due_at timestamptz not null, first_due_at timestamptz not null, met_at timestamptz, late_since timestamptz, policy_version int not null,
  primary key (tenant_id, request_id, step), constraint request_due_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table request_due is '时限: due moment of one step, the one first set, and when it was met';
create index request_due_unmet on request_due (tenant_id, due_at) where met_at is null and late_since is null;
create table request_shift (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, kind text not null check (kind in ('pause', 'extension')), reason text not null, approved_by uuid not null,
  from_at timestamptz not null, until_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint request_shift_order check (from_at < until_at), constraint request_shift_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table request_shift is '暂停与延期: what moved the due moments of a request, why, and who approved it';

create table request_event (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, act text not null, from_state request_state, to_state request_state,
  actor_kind text not null check (actor_kind in ('person', 'system', 'device')), actor_person_id uuid, actor_role text, on_behalf_of uuid, channel channel not null,
  why text, detail jsonb not null default '{}', staff_only boolean not null default false, occurred_at timestamptz not null, at timestamptz not null,
  primary key (tenant_id, id), constraint request_event_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table request_event is '经过: the timeline of a request; rows are never updated or deleted';
create index request_event_by_request on request_event (tenant_id, request_id, at, id);
revoke update, delete on request_event from linbang_app;
create table request_file (
  tenant_id uuid not null, request_id uuid not null, file_id uuid not null, kind text not null check (kind in ('photo', 'voice', 'paper')),
  primary key (tenant_id, request_id, file_id), constraint request_file_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint request_file_file foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create table hand_back (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, by_person_id uuid not null, reason text not null, at timestamptz not null, ruling_due_at timestamptz not null, ruled_by uuid, ruled_at timestamptz, upheld boolean, ruling text,
  primary key (tenant_id, id), constraint hand_back_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
create unique index hand_back_open on hand_back (tenant_id, request_id) where ruled_at is null;

create type visit_state as enum ('planned', 'set_out', 'on_site', 'finished', 'signed', 'dropped', 'no_show', 'failed');
create type visit_cause as enum ('request', 'round', 'activity');
create table visit (
  tenant_id uuid not null, id uuid not null, cause visit_cause not null, request_id uuid, area_id uuid not null, area_path text collate "C" not null, household_id uuid, person_id uuid,
  state visit_state not null, planned_from timestamptz not null, planned_to timestamptz not null, meeting_code text not null check (meeting_code ~ '^\d{3}$'),
  work text not null default '', ticks jsonb not null default '{}', parts jsonb not null default '[]', fee_cents int not null default 0 check (fee_cents >= 0), ended_at timestamptz, version int not null default 1, created_at timestamptz not null,
  primary key (tenant_id, id), constraint visit_planned check (planned_from < planned_to),
  constraint visit_of_request check ((cause = 'request') = (request_id is not null)),
  constraint visit_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint visit_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint visit_household foreign key (tenant_id, household_id) references household (tenant_id, id)
);
comment on table visit is '上门: one appointment at one door, whatever for, by one or more people; one sheet';
create index visit_by_request on visit (tenant_id, request_id);
create unique index visit_live on visit (tenant_id, request_id) where request_id is not null and state in ('planned', 'set_out', 'on_site', 'finished');
create index visit_running on visit (tenant_id, planned_to) where state in ('planned', 'set_out', 'on_site', 'finished');

create type offer_state as enum ('sent', 'seen', 'accepted', 'declined', 'expired', 'withdrawn');
create table offer (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, round int not null default 1, wave int not null, slot int, volunteer_id uuid, organisation_id uuid, person_id uuid,
  state offer_state not null, made_by text not null check (made_by in ('wave', 'staff', 'claim', 'booking', 'series', 'alert')), reason text,
  score double precision, parts jsonb, sent_at timestamptz not null, seen_at timestamptz, reply_by timestamptz, answered_at timestamptz, decline_reason text, later_from timestamptz, visit_id uuid,
  primary key (tenant_id, id), constraint offer_to_one check ((volunteer_id is null) <> (organisation_id is null)),
  constraint offer_accepted check ((state = 'accepted') = (slot is not null)), constraint offer_person check (state <> 'accepted' or person_id is not null),
  constraint offer_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint offer_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id),
  constraint offer_organisation foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
comment on table offer is '邀约: one helper asked for one request; slot n of one round of a request has one winner at most';
create unique index offer_one_winner on offer (tenant_id, request_id, round, slot) where state = 'accepted';
create unique index offer_once_volunteer on offer (tenant_id, request_id, volunteer_id, round) where volunteer_id is not null;
create unique index offer_once_organisation on offer (tenant_id, request_id, organisation_id, round) where organisation_id is not null;
create index offer_open_volunteer on offer (tenant_id, volunteer_id, sent_at desc) where state in ('sent', 'seen');
create index offer_open_organisation on offer (tenant_id, organisation_id, sent_at desc) where state in ('sent', 'seen');
create index offer_by_volunteer on offer (tenant_id, volunteer_id, sent_at desc);
create index offer_by_request on offer (tenant_id, request_id, wave);

create table dispatch_decision (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, act text not null, wave int not null, level text not null, engine_version text not null, policy_version int not null, seed bigint not null default 0,
  inputs jsonb not null, result jsonb not null, reason text, made_by uuid, next_look_at timestamptz, at timestamptz not null,
  primary key (tenant_id, id), constraint dispatch_decision_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table dispatch_decision is '派单决定: what was known, who was proposed and why, ids and numbers only';
create index dispatch_decision_by_request on dispatch_decision (tenant_id, request_id, at);
revoke update, delete on dispatch_decision from linbang_app;

create type check_in_proof as enum ('place', 'door_card', 'badge', 'none');
create table visit_person (
  tenant_id uuid not null, id uuid not null, visit_id uuid not null, person_id uuid not null, volunteer_id uuid, organisation_id uuid, offer_id uuid,
  state visit_state not null, during tstzrange not null, set_out_at timestamptz, arrives_at timestamptz,
  checked_in_at timestamptz, check_in_proof check_in_proof, check_in_metres int, finished_at timestamptz, break_minutes int not null default 0 check (break_minutes >= 0), minutes int check (minutes >= 0),
  finish_place jsonb, need_help_at timestamptz, drop_reason text, overrun_asked_at timestamptz, overrun_staff_at timestamptz,
  primary key (tenant_id, id), constraint visit_person_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id),
  constraint visit_person_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint visit_person_to_one check ((volunteer_id is null) <> (organisation_id is null)),
  constraint visit_person_free exclude using gist (tenant_id with =, person_id with =, during with &&) where (state in ('planned', 'set_out', 'on_site'))
);
comment on table visit_person is '上门的人: who helps at a visit, with own set-out, check-in, check-out and minutes';
create unique index visit_person_once on visit_person (tenant_id, visit_id, person_id) where state not in ('dropped', 'no_show');
create index visit_person_by_person on visit_person (tenant_id, person_id, state);
create table visit_file (
  tenant_id uuid not null, visit_id uuid not null, file_id uuid not null, kind text not null check (kind in ('photo', 'paper_sheet')),
  primary key (tenant_id, visit_id, file_id), constraint visit_file_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id),
  constraint visit_file_file foreign key (tenant_id, file_id) references stored_file (tenant_id, id)
);
create table visit_signature (
  tenant_id uuid not null, id uuid not null, visit_id uuid not null, kind text not null check (kind in ('strokes', 'photo', 'witness')), strokes jsonb, file_id uuid, witness text, taken_by uuid not null, at timestamptz not null,
  primary key (tenant_id, id), constraint visit_signature_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id)
);
revoke update, delete on visit_signature from linbang_app;
create table sheet (
  tenant_id uuid not null, id uuid not null, visit_id uuid not null, number text not null, version int not null, replaces uuid, content jsonb not null, hash text not null, reason text, sealed_at timestamptz not null, sealed_by uuid not null,
  primary key (tenant_id, id), constraint sheet_version unique (tenant_id, visit_id, version), constraint sheet_visit foreign key (tenant_id, visit_id) references visit (tenant_id, id)
);
comment on table sheet is '服务单: sealed versions; hash is SHA-256 over the canonical content; an amendment names the version it replaces';
revoke update, delete on sheet from linbang_app;

create table rating (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, visit_id uuid, given_by uuid not null, taken_by uuid, via channel not null, satisfaction int not null check (satisfaction between 1 and 5), solved boolean not null,
  charged_extra boolean not null default false, words text not null default '', at timestamptz not null,
  primary key (tenant_id, id), constraint rating_request foreign key (tenant_id, request_id) references request (tenant_id, id), constraint rating_once unique (tenant_id, request_id, visit_id)
);
comment on table rating is '评价: what the person helped said; on a reopened request each visit has its own';
revoke update, delete on rating from linbang_app;
create table call_attempt (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, by_person_id uuid not null, reached boolean not null, half_day text not null, words text not null default '', at timestamptz not null,
  primary key (tenant_id, id), constraint call_attempt_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table call_attempt is '回访: each try to reach the asker; half_day is the tenant''s day and am or pm';
revoke update, delete on call_attempt from linbang_app;
create table rectification (
  tenant_id uuid not null, id uuid not null, request_id uuid not null, cause text not null check (cause in ('unsatisfied', 'not_solved', 'charged_extra', 'wrong_person', 'complaint')), words text not null default '',
  owner_person_id uuid, due_at timestamptz not null, proof text, closed_at timestamptz, closed_by uuid, rechecked_by uuid, created_at timestamptz not null,
  primary key (tenant_id, id), constraint rectification_request foreign key (tenant_id, request_id) references request (tenant_id, id), constraint rectification_once unique (tenant_id, request_id, cause, created_at)
);
comment on table rectification is '整改: one complaint or bad rating, with owner, deadline, proof and re-check';

create table service_record (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, volunteer_id uuid not null, activity_name text not null, day date not null, place text not null, content text not null, minutes int not null check (minutes >= 0),
  unit text not null, person_in_charge text not null, cause_kind text not null check (cause_kind in ('sheet', 'activity', 'hand')), cause_id uuid not null, version int not null default 1, replaces uuid, reason text, due_on date not null, made_by uuid, at timestamptz not null,
  primary key (tenant_id, id), constraint service_record_cause unique (tenant_id, cause_kind, cause_id, person_id, version),
  constraint service_record_person foreign key (tenant_id, person_id) references person (tenant_id, id), constraint service_record_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id)
);
comment on table service_record is '服务记录: activity, date, place, content, minutes, unit and person in charge of one service; corrected only by a new version';
create index service_record_by_person on service_record (tenant_id, person_id, day desc, id desc);
revoke update, delete on service_record from linbang_app;
