-- Training: courses, their question bank, sessions with seats and a waiting list, attendance by a code that changes, and tries at the quiz.
create type course_level as enum ('basic', 'professional', 'backbone');
create table course (
  tenant_id uuid not null, id uuid not null, code text not null, zh text not null, en text not null default '', level course_level not null, about text not null default '', minutes int not null check (minutes > 0),
  issuer text not null, valid_months int check (valid_months > 0), questions int not null default 0 check (questions >= 0), pass_percent int not null default 80 check (pass_percent between 1 and 100),
  tries_a_day int not null default 3 check (tries_a_day > 0), active boolean not null default true, version int not null default 1, created_at timestamptz not null,
  primary key (tenant_id, id), constraint course_code unique (tenant_id, code)
);
comment on table course is '培训课: what people learn before they may do certain things; whoever came and passed holds it for its time';
create table course_question (
  tenant_id uuid not null, id uuid not null, course_id uuid not null, text text not null, choices jsonb not null, right_choice int not null check (right_choice >= 0), made_by uuid not null, created_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint course_question_course foreign key (tenant_id, course_id) references course (tenant_id, id)
);
comment on table course_question is '题库: one question of a course with its choices; each try draws some of them';
create index course_question_of on course_question (tenant_id, course_id) where ended_at is null;

create type session_state as enum ('planned', 'cancelled');
create table training_session (
  tenant_id uuid not null, id uuid not null, course_id uuid not null, area_id uuid not null, area_path text not null, place text not null, starts_at timestamptz not null, ends_at timestamptz not null,
  seats int not null check (seats > 0), leader_person_id uuid not null, state session_state not null default 'planned', cancel_reason text, version int not null default 1, created_by uuid not null, created_at timestamptz not null,
  primary key (tenant_id, id), constraint training_session_span check (starts_at < ends_at),
  constraint training_session_course foreign key (tenant_id, course_id) references course (tenant_id, id),
  constraint training_session_area foreign key (tenant_id, area_id) references area (tenant_id, id),
  constraint training_session_leader foreign key (tenant_id, leader_person_id) references person (tenant_id, id)
);
comment on table training_session is '培训场次: one course at one place and time, with seats, a waiting list and who leads it';
create index training_session_coming on training_session (tenant_id, course_id, starts_at);
create type seat_state as enum ('seated', 'waiting', 'left', 'attended');
create table session_seat (
  tenant_id uuid not null, id uuid not null, session_id uuid not null, person_id uuid not null, state seat_state not null, asked_at timestamptz not null, attended_at timestamptz, attended_how text check (attended_how in ('code', 'hand')), marked_by uuid,
  primary key (tenant_id, id), constraint session_seat_once unique (tenant_id, session_id, person_id),
  constraint session_seat_session foreign key (tenant_id, session_id) references training_session (tenant_id, id),
  constraint session_seat_person foreign key (tenant_id, person_id) references person (tenant_id, id),
  constraint session_seat_attended check ((state = 'attended') = (attended_at is not null))
);
comment on table session_seat is '培训报名: who comes to a session, who waits for a seat, who was there and how that was shown';
create index session_seat_by_person on session_seat (tenant_id, person_id);

create table quiz_try (
  tenant_id uuid not null, id uuid not null, course_id uuid not null, person_id uuid not null, questions jsonb not null, answers jsonb, right_count int, passed boolean, started_at timestamptz not null, ended_at timestamptz,
  primary key (tenant_id, id), constraint quiz_try_course foreign key (tenant_id, course_id) references course (tenant_id, id),
  constraint quiz_try_person foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table quiz_try is '测验: one try at the questions of a course, as they were asked, with the answers and the result';
create index quiz_try_by_person on quiz_try (tenant_id, person_id, course_id, started_at desc);
