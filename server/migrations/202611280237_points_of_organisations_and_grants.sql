-- What an organisation takes in points for a service, if it agreed; and what a request was promised for.
alter table organisation_service add column price_points int check (price_points > 0);
alter table request add column price_points int check (price_points > 0);

-- Minutes given out by the operator: one batch, a list of people with the reason for each, proposed by one and granted by another.
create table ledger_grant (
  tenant_id uuid not null, id uuid not null, unit ledger_unit not null check (unit <> 'cents'), area_id uuid not null, reason text not null,
  state text not null check (state in ('proposed', 'granted', 'withdrawn')),
  proposed_by uuid not null, proposed_at timestamptz not null, decided_by uuid, decided_at timestamptz,
  primary key (tenant_id, id),
  constraint ledger_grant_two_people check (state <> 'granted' or decided_by <> proposed_by),
  constraint ledger_grant_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table ledger_grant is '发放: credit given out as a batch with an eligible list, by two people';
create index ledger_grant_newest on ledger_grant (tenant_id, proposed_at desc, id desc);
create table ledger_grant_person (
  tenant_id uuid not null, grant_id uuid not null, person_id uuid not null, amount bigint not null check (amount > 0), basis text not null,
  primary key (tenant_id, grant_id, person_id),
  constraint ledger_grant_person_grant foreign key (tenant_id, grant_id) references ledger_grant (tenant_id, id),
  constraint ledger_grant_person_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table ledger_grant_person is '发放名单: who is given how much in a batch, and why they are eligible';
revoke update, delete on ledger_grant_person from linbang_app;
