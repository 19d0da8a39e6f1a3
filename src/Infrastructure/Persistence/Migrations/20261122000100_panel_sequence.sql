-- The sequence is taken by the row that carries it, so a call's locks are held for one round trip less and no caller can forget it.
-- Held until the transaction ends and given back on rollback: readers see 1, 2, 3 … in commit order without gaps.
create function take_panel_sequence() returns trigger language plpgsql as $$
begin
    insert into panel_sequences as s (tenant_id, last) values (new.tenant_id, 1)
    on conflict (tenant_id) do update set last = s.last + 1
    returning last into new.sequence;
    return new;
end $$;

create trigger take_sequence before insert on panel_calls for each row execute function take_panel_sequence();
