-- Nobody is twice in one household at a time. The planner also took the index behind this rule to find the home of a person,
-- for which it reads the whole table each time; as one key of both it no longer can, and household_member_by_person is used.
alter table household_member drop constraint household_member_once;
alter table household_member add constraint household_member_once
  exclude using gist (tenant_id with =, (household_id::text || person_id::text) with =, daterange(from_on, to_on) with &&);
