-- Whoever presses 我来帮 a moment after somebody else would have come: what is learned of them counts it.
alter table offer add column late_yes_at timestamptz;
