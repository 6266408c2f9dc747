-- Work of the coming days as a proposal that a person changes and publishes.
alter table offer drop constraint offer_made_by_check;
alter table offer add constraint offer_made_by_check check (made_by in ('wave', 'staff', 'claim', 'booking', 'series', 'alert', 'batch'));

create table batch (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, state text not null check (state in ('proposed', 'published', 'dropped', 'replaced')),
  made_at timestamptz not null, made_by uuid, from_at timestamptz not null, to_at timestamptz not null, published_at timestamptz, published_by uuid,
  engine_version text not null, policy_version int not null, decision jsonb not null, request_ids jsonb not null, volunteer_ids jsonb not null, bound double precision not null, version int not null default 1,
  primary key (tenant_id, id), constraint batch_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table batch is '批量派单: a proposal for the work of the coming days with the problem it answers; it holds only once a person publishes it';
create index batch_by_area on batch (tenant_id, area_id, made_at desc);

create table batch_item (
  tenant_id uuid not null, batch_id uuid not null, request_id uuid not null, place int not null, volunteer_id uuid, start_at timestamptz not null, by_hand boolean not null default false,
  state text not null default 'proposed' check (state in ('proposed', 'published', 'gone', 'refused')), reasons jsonb not null default '[]',
  primary key (tenant_id, batch_id, request_id, place),
  constraint batch_item_batch foreign key (tenant_id, batch_id) references batch (tenant_id, id),
  constraint batch_item_request foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint batch_item_volunteer foreign key (tenant_id, volunteer_id) references volunteer (tenant_id, id)
);
comment on table batch_item is '批量派单的一格: one place of one request in a batch, who is to take it, and what became of it';
