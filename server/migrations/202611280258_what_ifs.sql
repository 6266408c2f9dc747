-- What-ifs: computed beside the product, kept so that they can be read again and compared.
create table what_if (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, area_path text collate "C" not null, kind text not null check (kind in ('change', 'add', 'trade_off')), title text,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')), change jsonb, history jsonb not null, result jsonb not null default '{}', runs int not null default 0 check (runs >= 0),
  stopped_because text check (stopped_because in ('precise', 'time', 'finished', 'cancelled')), made_by uuid not null, started_at timestamptz not null, told_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint what_if_ended check ((state = 'running') = (ended_at is null)),
  constraint what_if_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint what_if_maker foreign key (tenant_id, made_by) references person (tenant_id, id)
);
comment on table what_if is '推演: the days ahead simulated with and without a change, from the community''s own history';
create index what_if_by_area on what_if (tenant_id, area_path, started_at desc);
