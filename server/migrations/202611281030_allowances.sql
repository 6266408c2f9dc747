-- Allowances of volunteers: asked for, approved by a second person, paid by a third from the community's money account.
create type allowance_kind as enum ('travel', 'meal', 'phone', 'other');
create type allowance_state as enum ('asked', 'approved', 'refused', 'withdrawn', 'paid');
create table allowance (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, area_path text not null, person_id uuid not null, kind allowance_kind not null, amount_cents bigint not null check (amount_cents > 0), for_on date not null, reason text not null,
  state allowance_state not null default 'asked', asked_at timestamptz not null, decided_by uuid, decided_at timestamptz, decision text, paid_by uuid, paid_at timestamptz, version int not null default 1,
  primary key (tenant_id, id), constraint allowance_second_person check (decided_by <> person_id), constraint allowance_third_person check (paid_by <> person_id and paid_by <> decided_by),
  constraint allowance_paid check ((state = 'paid') = (paid_by is not null)),
  constraint allowance_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint allowance_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table allowance is '补贴: travel, meals or telephone of a volunteer, asked for, approved by a second person and paid by a third';
create index allowance_by_person on allowance (tenant_id, person_id, asked_at desc);
