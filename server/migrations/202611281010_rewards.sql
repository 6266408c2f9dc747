-- The exchange shop: what can be had for points, who hands it out, and orders with their code.
create type reward_kind as enum ('goods', 'service', 'discount', 'ticket');
create table reward (
  tenant_id uuid not null, id uuid not null, area_id uuid not null, area_path text not null, kind reward_kind not null, zh text not null, en text not null default '', about text not null default '',
  points int not null check (points > 0), stock int, counted_in text not null default '', limit_each int check (limit_each > 0), from_at timestamptz not null, until_at timestamptz,
  look text not null default 'gift', picture_id uuid, place text not null default '', deliverable boolean not null default false, keep_days int not null default 30 check (keep_days > 0),
  active boolean not null default true, version int not null default 1, created_by uuid not null, created_at timestamptz not null,
  primary key (tenant_id, id), constraint reward_stock check (stock >= 0), constraint reward_window check (until_at > from_at),
  constraint reward_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint reward_picture foreign key (tenant_id, picture_id) references stored_file (tenant_id, id)
);
comment on table reward is '兑换物: goods, a service, a discount or a ticket that can be had for points; with stock, a limit for each person and a window of time';
create index reward_by_points on reward (tenant_id, points, id) where active;
create table reward_shop (
  tenant_id uuid not null, reward_id uuid not null, organisation_id uuid not null,
  primary key (tenant_id, reward_id, organisation_id), constraint reward_shop_reward foreign key (tenant_id, reward_id) references reward (tenant_id, id),
  constraint reward_shop_organisation foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
comment on table reward_shop is '兑换点: a member organisation that hands out a reward or takes its voucher; without any the community hands it out itself';
create index reward_shop_of on reward_shop (tenant_id, organisation_id);

create type reward_way as enum ('pick_up', 'delivery', 'voucher');
create type reward_order_state as enum ('open', 'used', 'cancelled', 'lapsed');
create table reward_order (
  tenant_id uuid not null, id uuid not null, number text not null, reward_id uuid not null, person_id uuid not null, quantity int not null check (quantity > 0), points int not null check (points >= 0),
  way reward_way not null, state reward_order_state not null default 'open', code text not null, request_id uuid, placed_at timestamptz not null, lasts_until timestamptz not null,
  ended_at timestamptz, ended_by uuid, organisation_id uuid, reason text,
  primary key (tenant_id, id), constraint reward_order_number unique (tenant_id, number), constraint reward_order_code unique (tenant_id, code), constraint reward_order_request unique (tenant_id, request_id),
  constraint reward_order_ended check ((state = 'open') = (ended_at is null)),
  constraint reward_order_reward foreign key (tenant_id, reward_id) references reward (tenant_id, id),
  constraint reward_order_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint reward_order_brought foreign key (tenant_id, request_id) references request (tenant_id, id),
  constraint reward_order_shop foreign key (tenant_id, organisation_id) references organisation (tenant_id, id)
);
comment on table reward_order is '兑换单、券: one reward for one person, whose points are set aside until its code is used once, it is called off, or its time is over';
create index reward_order_of_person on reward_order (tenant_id, person_id, placed_at desc, id desc);
create index reward_order_of_reward on reward_order (tenant_id, reward_id);
create index reward_order_lapsing on reward_order (tenant_id, lasts_until) where state = 'open';
create index reward_order_ended on reward_order (tenant_id, organisation_id, ended_at desc) where state = 'used';
