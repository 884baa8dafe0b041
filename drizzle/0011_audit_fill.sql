-- How the record's beginning may be removed, and that nothing else of it is.

INSERT INTO "audit_settings" ("one") VALUES (true);
--> statement-breakpoint
DROP TRIGGER audit_entries_never_change ON "audit_entries";
--> statement-breakpoint
CREATE TRIGGER audit_entries_never_updated BEFORE UPDATE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Only the transaction that has written down what it removes, and up to there.
CREATE FUNCTION refuse_removal_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_retention r WHERE r.until_seq >= OLD.seq AND r.transaction = pg_current_xact_id()::text) THEN
    RAISE EXCEPTION '% on % is refused: what is written there never changes', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_never_deleted BEFORE DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_record();
--> statement-breakpoint
-- Up to an entry that a checkpoint covers as it is, and that is older than administrators keep: a month at least.
CREATE FUNCTION refuse_unfounded_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM audit_checkpoints c
    JOIN audit_entries e ON e.seq = c.seq AND e.hash = c.hash
    JOIN audit_settings s ON e.at < now() - make_interval(months => s.keep_months)
    WHERE c.seq = NEW.until_seq
  ) THEN
    RAISE EXCEPTION 'removing entries up to % is refused: no checkpoint covers them, or they are to be kept', NEW.until_seq
      USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.transaction := pg_current_xact_id()::text;
  NEW.created_at := now();
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_retention_founded BEFORE INSERT ON "audit_retention"
  FOR EACH ROW EXECUTE FUNCTION refuse_unfounded_retention();
--> statement-breakpoint
CREATE TRIGGER audit_retention_never_changes BEFORE UPDATE OR DELETE ON "audit_retention"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_retention_never_truncated BEFORE TRUNCATE ON "audit_retention" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_never_change BEFORE UPDATE OR DELETE ON "audit_checkpoints"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_never_truncated BEFORE TRUNCATE ON "audit_checkpoints" EXECUTE FUNCTION refuse_change();
