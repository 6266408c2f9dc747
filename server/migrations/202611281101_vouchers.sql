-- Vouchers: shown to one shop for an hour, paid with for a service, and what clashed when a shop had no line.
alter table reward add column service_id uuid, add constraint reward_service foreign key (tenant_id, service_id) references service (tenant_id, id);
alter table reward_order add column shown_to uuid, add column shown_until timestamptz;
alter table request add column voucher_id uuid, add constraint request_voucher foreign key (tenant_id, voucher_id) references reward_order (tenant_id, id);
create unique index request_by_voucher on request (tenant_id, voucher_id) where voucher_id is not null and state not in ('cancelled', 'declined', 'duplicate', 'unmet', 'answered');
create table voucher_clash (
  tenant_id uuid not null, id uuid not null, order_id uuid not null, organisation_id uuid not null, staff_person_id uuid not null, occurred_at timestamptz not null, heard_at timestamptz not null,
  outcome text check (outcome in ('same_use', 'shop', 'owner', 'nobody')), words text, reviewed_by uuid, reviewed_at timestamptz,
  primary key (tenant_id, id), constraint voucher_clash_once unique (tenant_id, order_id, organisation_id, staff_person_id, occurred_at),
  constraint voucher_clash_order foreign key (tenant_id, order_id) references reward_order (tenant_id, id),
  constraint voucher_clash_shop foreign key (tenant_id, organisation_id) references organisation (tenant_id, id),
  constraint voucher_clash_reviewed check ((outcome is null) = (reviewed_at is null))
);
comment on table voucher_clash is '重复用券: a voucher a shop used without a line that was used, called off or over when the line came back; looked at by staff';
create index voucher_clash_waiting on voucher_clash (tenant_id, heard_at desc) where outcome is null;
