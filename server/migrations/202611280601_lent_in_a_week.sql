-- How often people of a community went to help another in the last days is counted at every look beyond the community.
create index offer_accepted on offer (tenant_id, answered_at) where state = 'accepted';
