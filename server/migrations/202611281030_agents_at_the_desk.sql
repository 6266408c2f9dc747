-- The agent's desk: what agents press, and what comes of a call.
create table agent (
  tenant_id uuid not null, person_id uuid not null, state text not null check (state in ('free', 'wrap_up', 'away')), since timestamptz not null,
  primary key (tenant_id, person_id), constraint agent_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table agent is '话务员状态: free, writing down the last call, or away; who talks is known by the call';

create table call_request (
  tenant_id uuid not null, call_id uuid not null, request_id uuid not null, made_by uuid not null, at timestamptz not null, undone_at timestamptz,
  primary key (tenant_id, call_id, request_id), constraint call_request_call foreign key (tenant_id, call_id) references call (tenant_id, id),
  constraint call_request_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table call_request is 'A request that came of a call';
create index call_request_of_request on call_request (tenant_id, request_id);

create table call_note (
  tenant_id uuid not null, id uuid not null, call_id uuid not null, kind text not null check (kind in ('transfer', 'script')), code text not null, words text not null,
  reported_to text, reported_at timestamptz, made_by uuid not null, at timestamptz not null,
  primary key (tenant_id, id), constraint call_note_call foreign key (tenant_id, call_id) references call (tenant_id, id),
  constraint call_note_reported check (code <> 'child_in_danger' or reported_to is not null and reported_at is not null)
);
comment on table call_note is '通话备忘: a call handed to 120, 119 or 110, or a hard call and what was done';
create index call_note_of_call on call_note (tenant_id, call_id, at);
revoke update, delete on call_note from linbang_app;
