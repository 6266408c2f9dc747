-- A message that went out and whose answer was lost is asked about, not forgotten and not sent twice.
alter type delivery_state add value 'uncertain';
alter table delivery add column sending_at timestamptz;
create table sms_answer (
  tenant_id uuid not null, reference text not null, received_at timestamptz not null, person_id uuid, outcome text not null,
  primary key (tenant_id, reference),
  constraint sms_answer_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table sms_answer is '短信回复: an answer that came in by SMS, once by its reference, and what became of it';
create index sms_answer_received on sms_answer (tenant_id, received_at);
