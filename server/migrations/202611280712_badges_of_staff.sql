-- Whoever comes for a member organisation has a badge number of their own, so that a door can be shut on whom we do not know.
alter table organisation_staff add column badge_number text;
update organisation_staff s set badge_number = n.number
  from (select tenant_id, id, 'LB-S' || lpad((row_number() over (partition by tenant_id order by id))::text, 6, '0') as number from organisation_staff) n
  where n.tenant_id = s.tenant_id and n.id = s.id;
alter table organisation_staff alter column badge_number set not null;
alter table organisation_staff add constraint organisation_staff_badge unique (tenant_id, badge_number);
