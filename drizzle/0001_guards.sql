-- What no statement of the application may do, whoever wrote it.

INSERT INTO "stages" ("name", "position", "description") VALUES
  ('staging', 1, 'Tried out before production'),
  ('production', 2, 'What the world is served with');
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: what is written there never changes', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
-- A draft becomes a version once, and from then on neither it nor its files change.
CREATE TRIGGER versions_never_change BEFORE UPDATE OR DELETE ON "versions"
  FOR EACH ROW WHEN (OLD.finalized_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER versions_never_truncated BEFORE TRUNCATE ON "versions" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_change_of_finalized() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  finalized timestamptz;
BEGIN
  SELECT finalized_at INTO finalized FROM versions
    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.version_id ELSE OLD.version_id END
    FOR SHARE;
  IF finalized IS NOT NULL OR (TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id) THEN
    RAISE EXCEPTION '% on % is refused: the version is finalized', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER version_files_never_change BEFORE INSERT OR UPDATE OR DELETE ON "version_files"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_finalized();
--> statement-breakpoint
CREATE TRIGGER version_files_never_truncated BEFORE TRUNCATE ON "version_files" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The record is only ever added to.
CREATE TRIGGER audit_entries_never_change BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entries_never_truncated BEFORE TRUNCATE ON "audit_entries" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER pointer_moves_never_change BEFORE UPDATE OR DELETE ON "pointer_moves"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER pointer_moves_never_truncated BEFORE TRUNCATE ON "pointer_moves" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reviews_never_change BEFORE UPDATE OR DELETE ON "reviews"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reviews_never_truncated BEFORE TRUNCATE ON "reviews" EXECUTE FUNCTION refuse_change();
