-- A message can carry a way to answer without signing in.
create table answer_link (
  tenant_id uuid not null, id uuid not null, hash bytea not null, path text not null, subject_id uuid not null, person_id uuid not null,
  made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
  primary key (tenant_id, id), constraint answer_link_hash unique (tenant_id, hash), constraint answer_link_order check (made_at < expires_at),
  constraint answer_link_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table answer_link is '答复链接: one thing that one person may answer without signing in, once and for some days; only the hash of its key is kept';
