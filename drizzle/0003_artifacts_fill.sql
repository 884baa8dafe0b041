-- What the new columns and tables say of what was there before.

UPDATE "models" SET "newest_number" = "last_number" WHERE "last_number" > 0;
--> statement-breakpoint
INSERT INTO "storage_settings" ("one") VALUES (true);
--> statement-breakpoint
INSERT INTO "team_blobs" ("team_id", "sha256", "size")
  SELECT DISTINCT m.team_id, f.sha256, f.size
  FROM version_files f JOIN versions v ON v.id = f.version_id JOIN models m ON m.id = v.model_id;
--> statement-breakpoint
INSERT INTO "team_storage" ("team_id", "bytes")
  SELECT t.id, coalesce((SELECT sum(b.size) FROM team_blobs b WHERE b.team_id = t.id), 0) FROM teams t;
--> statement-breakpoint
-- What was given up is gone: nothing restores it.
CREATE TRIGGER version_deletions_purged_stay BEFORE UPDATE OR DELETE ON "version_deletions"
  FOR EACH ROW WHEN (OLD.purged_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER version_deletions_never_truncated BEFORE TRUNCATE ON "version_deletions" EXECUTE FUNCTION refuse_change();
