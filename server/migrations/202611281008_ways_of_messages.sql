-- Messages go by mail, WeChat and call too, one after the other, as the person wishes; what is too much for a day is told together.
alter type delivery_way add value 'mail';
alter type delivery_way add value 'wechat';
alter type delivery_way add value 'voice';
create table contact_way (
  tenant_id uuid not null, id uuid not null, person_id uuid not null, way text not null check (way in ('mail', 'wechat')),
  sealed text not null, masked text not null, made_at timestamptz not null, confirmed_at timestamptz,
  primary key (tenant_id, id), constraint contact_way_once unique (tenant_id, person_id, way),
  constraint contact_way_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table contact_way is '联系方式: an address of a person beside the phone, sealed; used once it is confirmed';
create table message_wish (
  tenant_id uuid not null, person_id uuid not null, ways text[] not null, quiet_from text, quiet_to text, digest boolean not null default false, updated_at timestamptz not null,
  primary key (tenant_id, person_id), constraint message_wish_quiet check ((quiet_from is null) = (quiet_to is null)),
  constraint message_wish_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table message_wish is '收消息的方式: by which ways and in which order a person is written to, and when not';
alter table notice add column digest_at timestamptz;
create index notice_digest on notice (tenant_id, digest_at) where digest_at is not null;
