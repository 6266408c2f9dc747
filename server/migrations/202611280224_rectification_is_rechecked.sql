-- Put right by one person, looked at again by a second one: only then is the item closed.
alter table rectification
  add column put_right_at timestamptz, add column put_right_by uuid, add column recheck_words text,
  add constraint rectification_two_people check (rechecked_by is null or rechecked_by <> put_right_by);
