-- Only what could make somebody of nobody looks at the contact, and waits for it. Sealing a value again holds many of these rows, and would
-- wait in a circle with whoever holds a contact and moves its numbers.
drop trigger refuse_for_anonymised on contact_identifiers;
create trigger refuse_for_anonymised before insert or update of contact_id, kind, lookup on contact_identifiers
    for each row execute function refuse_for_anonymised();
