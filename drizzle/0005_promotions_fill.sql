-- What the new columns say of what was there before, and what no statement may do.

UPDATE "stages" SET "color" = 'amber' WHERE "name" = 'staging';
--> statement-breakpoint
UPDATE "stages" SET "color" = 'green' WHERE "name" = 'production';
--> statement-breakpoint
UPDATE "promotions" SET "submitted_at" = "created_at", "round_at" = "created_at";
--> statement-breakpoint
-- The registry looks at those that are open by itself: what counts as evidence is more than it was.
UPDATE "promotions" SET "expires_at" = now() + interval '14 days', "due_at" = now() WHERE "state" = 'open';
--> statement-breakpoint
-- What was decided stays as it was decided.
CREATE TRIGGER promotions_decided_never_change BEFORE UPDATE OR DELETE ON "promotions"
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER promotions_never_truncated BEFORE TRUNCATE ON "promotions" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER policies_never_change BEFORE UPDATE OR DELETE ON "policies"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER policies_never_truncated BEFORE TRUNCATE ON "policies" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER check_reports_never_change BEFORE UPDATE OR DELETE ON "check_reports"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER check_reports_never_truncated BEFORE TRUNCATE ON "check_reports" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER review_dismissals_never_change BEFORE UPDATE OR DELETE ON "review_dismissals"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER comment_edits_never_change BEFORE UPDATE OR DELETE ON "comment_edits"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A stage moves only by a promotion, whoever writes the statement.
CREATE FUNCTION refuse_free_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.promotion_id IS NULL AND EXISTS (SELECT 1 FROM stages WHERE name = NEW.name) THEN
    RAISE EXCEPTION 'the stage % moves only by a promotion', NEW.name USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER pointer_moves_of_stages BEFORE INSERT ON "pointer_moves"
  FOR EACH ROW EXECUTE FUNCTION refuse_free_move();
