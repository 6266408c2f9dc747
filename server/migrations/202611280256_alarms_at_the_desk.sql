-- What rings at the desk is read from the timeline; these find it among years of rows.
create index request_event_rings on request_event (tenant_id, at) where act in ('need_help', 'wrong_person');
create index request_life_open on request (tenant_id, reported_at) where urgency = 'life' and state in ('reported', 'dispatching', 'reopened');
