-- Insurance: policies with their days, whom they cover (named people, a team, all volunteers of an area), and one view that says who is covered on which day.
create type insurance_kind as enum ('accident', 'liability');
create type insurance_covers as enum ('people', 'team', 'area');
create table insurance_policy (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, area_path text not null, kind insurance_kind not null, insurer text not null, number text not null, from_on date not null, to_on date not null, ended_on date, end_reason text,
  covers insurance_covers not null, team_id uuid, service_id uuid, note text not null default '', version int not null default 1, created_by uuid not null, created_at timestamptz not null,
  primary key (tenant_id, id), constraint insurance_policy_number unique (tenant_id, insurer, number, from_on),
  constraint insurance_policy_span check (from_on <= to_on), constraint insurance_policy_team_covered check ((covers = 'team') = (team_id is not null)),
  constraint insurance_policy_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint insurance_policy_team foreign key (tenant_id, team_id) references team (tenant_id, id),
  constraint insurance_policy_service foreign key (tenant_id, service_id) references service (tenant_id, id)
);
comment on table insurance_policy is '保单: an insurance of volunteers with insurer, number and days; it covers named people, a team or all volunteers of an area, in every job or in one service';
create table insured_person (
  tenant_id uuid not null, id uuid not null, policy_id uuid not null, person_id uuid not null, from_on date not null, to_on date, added_by uuid not null, added_at timestamptz not null,
  primary key (tenant_id, id), constraint insured_person_policy foreign key (tenant_id, policy_id) references insurance_policy (tenant_id, id),
  constraint insured_person_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table insured_person is '被保险人: a person named on a policy, from which day and until which';
create unique index insured_person_once on insured_person (tenant_id, policy_id, person_id) where to_on is null;
create index insured_person_by_person on insured_person (tenant_id, person_id);

-- What staff saw on paper for one person stands beside the policies. Only accident insurance lets a risky job begin.
create view accident_cover as
  select h.tenant_id, h.person_id, null::uuid as policy_id, null::uuid as service_id, h.from_on, h.to_on
  from holding h where h.kind = 'insurance' and h.ended_at is null and h.verified_at is not null
union all
  select p.tenant_id, i.person_id, p.id, p.service_id, greatest(p.from_on, i.from_on), least(p.to_on, p.ended_on, i.to_on)
  from insurance_policy p join insured_person i on i.tenant_id = p.tenant_id and i.policy_id = p.id where p.kind = 'accident' and p.covers = 'people'
union all
  select p.tenant_id, m.person_id, p.id, p.service_id, greatest(p.from_on, m.from_on), least(p.to_on, p.ended_on, m.to_on)
  from insurance_policy p join team_member m on m.tenant_id = p.tenant_id and m.team_id = p.team_id where p.kind = 'accident' and p.covers = 'team'
union all
  select p.tenant_id, v.person_id, p.id, p.service_id, p.from_on, least(p.to_on, p.ended_on)
  from insurance_policy p join volunteer v on v.tenant_id = p.tenant_id and v.state in ('approved', 'paused')
  where p.kind = 'accident' and p.covers = 'area' and (
    exists (select from household_member m join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
      where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null and (a.path = p.area_path or a.path like p.area_path || '.%'))
    or exists (select from volunteer_area va join area a on a.tenant_id = va.tenant_id and a.id = va.area_id
      where va.tenant_id = v.tenant_id and va.volunteer_id = v.id and (a.path = p.area_path or a.path like p.area_path || '.%')));
