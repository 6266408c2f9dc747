-- The ground floor: tenants, sessions, replayed answers, what was announced, the audit log and its seals, number blocks.
-- Nothing here refers to the tenant's row: every transaction would lock that one row to check it, and they are many at once.
create extension if not exists btree_gist;

-- 2号楼 before 10号楼, and otherwise by pinyin.
create collation zh_natural (provider = icu, locale = 'zh-u-co-pinyin-kn-true');

create table tenant (
  id         uuid primary key,
  slug       text not null,
  name_zh    text not null,
  name_en    text not null,
  hosts      text[] not null default '{}',
  time_zone  text not null default 'Asia/Shanghai',
  hotline    text,
  brand      jsonb not null default '{}',
  demo       boolean not null default false,
  created_at timestamptz not null,
  constraint tenant_slug_once unique (slug),
  constraint tenant_slug_shape check (slug ~ '^[a-z][a-z0-9-]{1,62}$')
);
comment on table tenant is 'One operator: one hotline, one rule set, one brand. Communities are areas inside it.';

create table session (
  tenant_id     uuid not null,
  id            uuid not null,
  account_id    uuid not null,
  token_hash    bytea not null,
  second_factor boolean not null,
  lasts_minutes integer not null,
  agent         text,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (tenant_id, id),
  constraint session_token_once unique (tenant_id, token_hash),
  constraint session_lasts check (lasts_minutes > 0)
);
create index session_of_account on session (tenant_id, account_id);
comment on table session is 'A device that has signed in. Only the SHA-256 of its token is kept.';

create table idempotency_key (
  tenant_id  uuid not null,
  caller_id  uuid not null,
  key        text not null,
  input_hash bytea not null,
  answer     text not null,
  created_at timestamptz not null,
  primary key (tenant_id, caller_id, key),
  constraint idempotency_key_length check (length(key) between 8 and 200)
);
comment on table idempotency_key is 'The sealed answer to a call that carried an Idempotency-Key, so that a repetition gets the same one.';

create table outbox (
  tenant_id  uuid not null,
  id         uuid not null,
  event      text not null,
  ids        jsonb not null,
  area_path  text collate "C",
  person_ids uuid[] not null default '{}',
  happened_at timestamptz not null,
  xid        xid8 not null default pg_current_xact_id(),
  handled_at timestamptz,
  primary key (tenant_id, id)
);
create index outbox_by_xid on outbox (xid);
create index outbox_unhandled on outbox (id) where handled_at is null;
comment on table outbox is 'What was announced in a committed transaction: read by the live stream and by reactions.';
comment on column outbox.xid is 'Compared with snapshots, so that a reader never misses a transaction that committed late.';

create table audit_entry (
  tenant_id    uuid not null,
  id           uuid not null,
  era          smallint not null default 1,
  xid          xid8 not null default pg_current_xact_id(),
  happened_at  timestamptz not null,
  actor_kind   text not null,
  account_id   uuid,
  person_id    uuid,
  actor_name   text,
  act          text not null,
  subject_kind text not null,
  subject_id   uuid,
  area_path    text collate "C",
  detail       jsonb not null default '{}',
  request_id   text not null,
  primary key (tenant_id, id),
  constraint audit_entry_actor check (actor_kind in ('person', 'anyone', 'system'))
);
create index audit_entry_unsealed on audit_entry (tenant_id, era, xid);
create index audit_entry_of_subject on audit_entry (tenant_id, subject_kind, subject_id, happened_at desc);
create index audit_entry_of_account on audit_entry (tenant_id, account_id, happened_at desc);
comment on table audit_entry is 'Who did what to what. Append-only, kept at least six months, sealed by audit_seal.';
comment on column audit_entry.era is 'Rises when data is loaded into another cluster, whose transaction numbers start anew.';
revoke update, delete on audit_entry from linbang_app;

create table audit_seal (
  tenant_id uuid not null,
  seq       bigint not null,
  era       smallint not null,
  first     xid8 not null,
  last      xid8 not null,
  entries   integer not null,
  hash      bytea not null,
  previous  bytea not null,
  sealed_at timestamptz not null,
  primary key (tenant_id, seq),
  constraint audit_seal_range check (first < last),
  constraint audit_seal_hash check (length(hash) = 32 and length(previous) = 32)
);
comment on table audit_seal is 'Links the entries of transactions first ≤ xid < last to the seal before: any later change breaks the chain.';
revoke update, delete on audit_seal from linbang_app;

create table number_block (
  tenant_id uuid not null,
  series    text not null,
  day       date not null,
  next      bigint not null,
  primary key (tenant_id, series, day),
  constraint number_block_positive check (next > 0)
);
comment on table number_block is 'Where the next block of numbers people can say (20261125-0042) begins. Gaps are allowed.';
