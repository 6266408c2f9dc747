-- Many calls of one cause: one incident, the requests joined to it.
create table incident (
  tenant_id uuid not null, id uuid not null, title text not null, area_id uuid not null, service_code text not null, caller_words text not null,
  opened_by uuid not null, opened_at timestamptz not null, closed_by uuid, closed_at timestamptz, close_words text not null default '',
  primary key (tenant_id, id), constraint incident_over check ((closed_at is null) = (closed_by is null)),
  constraint incident_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table incident is '集中来电: what many call about, a burst main or a power cut; joined by one press, closed together';
create index incident_open on incident (tenant_id, opened_at) where closed_at is null;
create index incident_closed on incident (tenant_id, closed_at) where closed_at is not null;

create table incident_request (
  tenant_id uuid not null, incident_id uuid not null, request_id uuid not null, joined_by uuid not null, joined_at timestamptz not null,
  primary key (tenant_id, incident_id, request_id), constraint incident_request_once unique (tenant_id, request_id),
  constraint incident_request_incident foreign key (tenant_id, incident_id) references incident (tenant_id, id),
  constraint incident_request_request foreign key (tenant_id, request_id) references request (tenant_id, id)
);
comment on table incident_request is 'A request joined to an incident';
revoke update, delete on incident_request from linbang_app;
