-- Revisions of cards and metadata schemas are kept for ever.
CREATE TRIGGER card_revisions_never_change BEFORE UPDATE OR DELETE ON "card_revisions"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER card_revisions_never_truncated BEFORE TRUNCATE ON "card_revisions" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER metadata_schemas_never_change BEFORE UPDATE OR DELETE ON "metadata_schemas"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER metadata_schemas_never_truncated BEFORE TRUNCATE ON "metadata_schemas" EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What versions that are there already were made from.
INSERT INTO "version_datasets" ("version_id", "position", "name", "version", "digest", "uri", "role")
SELECT v.id, d.n - 1, d.dataset ->> 'name', coalesce(d.dataset ->> 'version', ''), d.dataset ->> 'digest', d.dataset ->> 'uri', d.dataset ->> 'role'
FROM "versions" v, jsonb_array_elements(v.metadata -> 'datasets') WITH ORDINALITY AS d (dataset, n)
WHERE v.number IS NOT NULL AND jsonb_typeof(v.metadata -> 'datasets') = 'array';
--> statement-breakpoint
INSERT INTO "version_code" ("version_id", "repository", "commit_hash")
SELECT v.id, v.metadata #>> '{code,repository}', v.metadata #>> '{code,commit}'
FROM "versions" v WHERE v.number IS NOT NULL AND jsonb_typeof(v.metadata -> 'code') = 'object';
--> statement-breakpoint
INSERT INTO "version_runs" ("version_id", "tracker", "run_id", "url")
SELECT v.id, v.metadata #>> '{run,tracker}', v.metadata #>> '{run,id}', v.metadata #>> '{run,url}'
FROM "versions" v WHERE v.number IS NOT NULL AND jsonb_typeof(v.metadata -> 'run') = 'object';
