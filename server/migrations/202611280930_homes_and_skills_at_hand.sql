-- A matter of life among ten thousand must not look up ten thousand homes and skills one by one: both stand ready in one row.
create table home (
  tenant_id uuid not null, person_id uuid not null, area_id uuid not null,
  primary key (tenant_id, person_id),
  constraint home_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint home_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table home is '现住处: the building a person lives in now, out of the households they belong to; changed in the transaction that changes those';
insert into home (tenant_id, person_id, area_id)
  select distinct on (m.tenant_id, m.person_id) m.tenant_id, m.person_id, h.area_id
  from household_member m join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
  where m.lives_there and m.to_on is null order by m.tenant_id, m.person_id, m.from_on desc, m.id desc;

alter table volunteer add column skills text[] not null default '{}';
comment on column volunteer.skills is 'codes of the skills held now, as holding tells them; changed in the transaction that changes those';
update volunteer v set skills = held.codes from (
  select tenant_id, person_id, array_agg(distinct code order by code) as codes from holding
  where kind = 'skill' and ended_at is null group by tenant_id, person_id) held
  where held.tenant_id = v.tenant_id and held.person_id = v.person_id;
