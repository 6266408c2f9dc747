-- What people may demand of whoever keeps their data, each with its clock; a move of home is asked for the same way.
create table privacy_request (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, area_path text collate "C",
  kind text not null check (kind in ('view', 'copy', 'correct', 'erase', 'withdraw', 'close', 'move')),
  words text not null default '', purpose text, place_sealed text, place_path text collate "C",
  state text not null check (state in ('open', 'granted', 'refused', 'taken_back')),
  asked_at timestamptz not null, due_at timestamptz not null, decided_by uuid, decided_at timestamptz, answer text,
  primary key (tenant_id, id),
  constraint privacy_request_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint privacy_request_decided check ((state in ('granted', 'refused')) = (decided_at is not null))
);
comment on table privacy_request is '个人信息权利: one demand to view, copy, correct, erase, withdraw, close or move, with its deadline and answer';
create unique index privacy_request_once on privacy_request (tenant_id, person_id, kind) where state = 'open';
create index privacy_request_open on privacy_request (tenant_id, due_at, id) where state = 'open';
create index privacy_request_by_person on privacy_request (tenant_id, person_id, asked_at desc);
