-- Which boundary an area had since which day, and the clinic that stands on the contact cards of a community.
alter table area add column clinic_name text not null default '', add column clinic_phone text not null default '';
create table area_outline (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, outline jsonb not null,
  from_on date not null, drawn_by uuid, at timestamptz not null,
  primary key (tenant_id, id),
  constraint area_outline_area foreign key (tenant_id, area_id) references area (tenant_id, id)
);
comment on table area_outline is '边界: what an area looked like on the map since a day; a new drawing is a new row';
create index area_outline_by_area on area_outline (tenant_id, area_id, at desc);
revoke update, delete on area_outline from linbang_app;
