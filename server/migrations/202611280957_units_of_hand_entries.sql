-- Hours entered by hand: the units for which the recorder worked when entering them, so that somebody of another unit approves.
alter table record_entry add column recorder_units text[] not null default '{}';
