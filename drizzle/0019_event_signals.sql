-- Whoever waits for events hears of them when the transaction that wrote them has committed.
create function countersign_tell_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('countersign_events', '');
  return null;
end $$;
--> statement-breakpoint
create trigger events_tell after insert on events for each statement execute function countersign_tell_events();
