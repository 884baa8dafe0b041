CREATE TABLE "version_deletions" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"deleted_by" uuid NOT NULL,
	"deleted_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"purge_after" timestamp (3) with time zone NOT NULL,
	"purged_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "downloads" (
	"version_id" uuid NOT NULL,
	"credential" text NOT NULL,
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"files" integer NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "downloads_version_id_day_user_id_credential_pk" PRIMARY KEY("version_id","day","user_id","credential")
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"sha256" text PRIMARY KEY NOT NULL,
	"edition" integer NOT NULL,
	"summary" jsonb NOT NULL,
	"detail" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_parents" (
	"version_id" uuid NOT NULL,
	"parent_id" uuid NOT NULL,
	"relation" text NOT NULL,
	CONSTRAINT "version_parents_version_id_parent_id_relation_pk" PRIMARY KEY("version_id","parent_id","relation")
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"dry_run" boolean NOT NULL,
	"started_by" text NOT NULL,
	"blobs" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"versions" integer DEFAULT 0 NOT NULL,
	"drafts" integer DEFAULT 0 NOT NULL,
	"arrivals" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "storage_settings" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"restore_days" integer DEFAULT 30 NOT NULL,
	"draft_days" integer DEFAULT 30 NOT NULL,
	"grace_hours" integer DEFAULT 24 NOT NULL,
	"quota_bytes" bigint,
	CONSTRAINT "storage_settings_one" CHECK (one)
);
--> statement-breakpoint
CREATE TABLE "team_blobs" (
	"team_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "team_blobs_team_id_sha256_pk" PRIMARY KEY("team_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "team_storage" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"quota_bytes" bigint
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft_id" uuid NOT NULL,
	"path" text NOT NULL,
	"size" bigint NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"fingerprint" text,
	"arrival" jsonb,
	"route" jsonb,
	"sha256" text,
	"failure" text,
	"holder" uuid,
	"held_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "checks" "bytea";--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "claimed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "damaged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "newest_number" integer;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "touched_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "version_deletions" ADD CONSTRAINT "version_deletions_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_deletions" ADD CONSTRAINT "version_deletions_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "downloads" ADD CONSTRAINT "downloads_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "downloads" ADD CONSTRAINT "downloads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_sha256_blobs_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."blobs"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_parents" ADD CONSTRAINT "version_parents_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_parents" ADD CONSTRAINT "version_parents_parent_id_versions_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_blobs" ADD CONSTRAINT "team_blobs_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_blobs" ADD CONSTRAINT "team_blobs_sha256_blobs_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."blobs"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_storage" ADD CONSTRAINT "team_storage_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_draft_id_versions_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "version_deletions_due" ON "version_deletions" USING btree ("purge_after") WHERE purged_at is null;--> statement-breakpoint
CREATE INDEX "downloads_user" ON "downloads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "version_parents_parent" ON "version_parents" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "collections_started" ON "collections" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "team_blobs_sha256" ON "team_blobs" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_draft_path" ON "uploads" USING btree ("draft_id","path");--> statement-breakpoint
CREATE INDEX "uploads_fingerprint" ON "uploads" USING btree ("fingerprint") WHERE state = 'arriving';--> statement-breakpoint
CREATE INDEX "uploads_stored" ON "uploads" USING btree ("sha256") WHERE state = 'stored';--> statement-breakpoint
CREATE INDEX "uploads_arrival" ON "uploads" USING btree (("arrival" ->> 'name'));--> statement-breakpoint
CREATE INDEX "uploads_updated" ON "uploads" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "blobs_claimed" ON "blobs" USING btree ("claimed_at","sha256");--> statement-breakpoint
CREATE INDEX "versions_drafts" ON "versions" USING btree ("author_id","created_at") WHERE number is null;