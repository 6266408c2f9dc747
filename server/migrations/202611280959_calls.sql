-- Calls of the hotline as a call centre tells them, what of them is still owed to the caller, and the recordings.
create table call (
  tenant_id uuid not null, id uuid not null, way text not null check (way in ('centre', 'softphone', 'hand')),
  reference text not null, direction text not null check (direction in ('in', 'out')),
  number_sealed text, number_hash text, number_last4_hash text, number_masked text, person_id uuid, area_path text,
  rang_at timestamptz not null, answered_at timestamptz, ended_at timestamptz, answered_by uuid,
  ended_by text check (ended_by in ('caller', 'agent', 'nobody')), notice_at timestamptz, secret boolean not null default false,
  primary key (tenant_id, id), constraint call_once unique (tenant_id, reference),
  constraint call_number check ((number_sealed is null) = (number_hash is null) and (number_hash is null) = (number_last4_hash is null) and (number_hash is null) = (number_masked is null)),
  constraint call_order check (rang_at <= coalesce(answered_at, rang_at) and coalesce(answered_at, rang_at) <= coalesce(ended_at, answered_at, rang_at)),
  constraint call_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint call_agent foreign key (tenant_id, answered_by) references person (tenant_id, id)
);
comment on table call is '来电: one call from the first ring to the end; who called is sealed, who answered is named';
create index call_newest on call (tenant_id, rang_at desc, id desc);
create index call_now on call (tenant_id, rang_at) where ended_at is null;
create index call_by_number on call (tenant_id, number_hash, rang_at desc);
create index call_by_last4 on call (tenant_id, number_last4_hash, rang_at desc);
create index call_by_person on call (tenant_id, person_id, rang_at desc);

create table call_event (
  tenant_id uuid not null, nonce text not null, reference text not null, event text not null, signature text not null, happened_at timestamptz not null, received_at timestamptz not null,
  primary key (tenant_id, nonce)
);
comment on table call_event is 'What the call centre told, each nonce once: told again it does nothing';
create index call_event_of_call on call_event (tenant_id, reference, happened_at);
revoke update, delete on call_event from linbang_app;

create table call_recording (
  tenant_id uuid not null, id uuid not null, call_id uuid not null, link_sealed text not null, sha256 text, content_type text, size int,
  told_at timestamptz not null, fetched_at timestamptz, tries int not null default 0, removed_at timestamptz,
  primary key (tenant_id, id), constraint call_recording_once unique (tenant_id, call_id), constraint call_recording_call foreign key (tenant_id, call_id) references call (tenant_id, id)
);
comment on table call_recording is '录音: fetched from the call centre and kept at least six months; each listening is in the audit log';
create index call_recording_old on call_recording (tenant_id, told_at) where removed_at is null;

create table return_call (
  tenant_id uuid not null, id uuid not null, kind text not null check (kind in ('missed', 'promised')), call_id uuid,
  number_sealed text not null, number_hash text not null, number_masked text not null, person_id uuid, area_path text,
  words text not null default '', calls int not null default 1 check (calls > 0), due_at timestamptz not null, tries int not null default 0,
  made_by uuid, created_at timestamptz not null, taken_by uuid, taken_at timestamptz, warned_at timestamptz,
  closed_at timestamptz, closed_by uuid, outcome text check (outcome in ('reached', 'called_again', 'unreachable', 'not_needed')),
  primary key (tenant_id, id), constraint return_call_closed check ((closed_at is null) = (outcome is null)), constraint return_call_taken check ((taken_by is null) = (taken_at is null)),
  constraint return_call_call foreign key (tenant_id, call_id) references call (tenant_id, id),
  constraint return_call_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint return_call_taker foreign key (tenant_id, taken_by) references person (tenant_id, id)
);
comment on table return_call is '要回的电话: missed or promised; it stands until somebody has taken it and called';
create unique index return_call_missed on return_call (tenant_id, number_hash) where closed_at is null and kind = 'missed';
create index return_call_open on return_call (tenant_id, due_at, id) where closed_at is null;
create index return_call_of_call on return_call (tenant_id, call_id);
