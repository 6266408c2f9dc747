-- The name under which an organisation entered its staff: a phone number must not tell whose it is.
alter table organisation_staff add column entered_as text;
