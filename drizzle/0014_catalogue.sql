CREATE TABLE "card_revisions" (
	"version_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"front" jsonb NOT NULL,
	"source" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_revisions_version_id_revision_pk" PRIMARY KEY("version_id","revision")
);
--> statement-breakpoint
CREATE TABLE "lineage_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"job" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"payload" jsonb NOT NULL,
	"received_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recalled_versions" (
	"recall_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"distance" integer NOT NULL,
	CONSTRAINT "recalled_versions_recall_id_version_id_pk" PRIMARY KEY("recall_id","version_id")
);
--> statement-breakpoint
CREATE TABLE "recalls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"dataset" text,
	"dataset_version" text,
	"dataset_digest" text,
	"version_id" uuid,
	"reason" text NOT NULL,
	"recalled_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	"lifting_reason" text,
	CONSTRAINT "recalls_name_one_thing" CHECK ((kind = 'version') = (version_id is not null) and (kind = 'dataset') = (dataset is not null))
);
--> statement-breakpoint
CREATE TABLE "version_code" (
	"version_id" uuid NOT NULL,
	"repository" text NOT NULL,
	"commit_hash" text NOT NULL,
	"dirty" boolean DEFAULT false NOT NULL,
	"source" text DEFAULT 'declared' NOT NULL,
	CONSTRAINT "version_code_version_id_repository_commit_hash_pk" PRIMARY KEY("version_id","repository","commit_hash")
);
--> statement-breakpoint
CREATE TABLE "version_datasets" (
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"version" text DEFAULT '' NOT NULL,
	"digest" text,
	"uri" text,
	"role" text NOT NULL,
	"source" text DEFAULT 'declared' NOT NULL,
	CONSTRAINT "version_datasets_version_id_position_pk" PRIMARY KEY("version_id","position")
);
--> statement-breakpoint
CREATE TABLE "version_runs" (
	"version_id" uuid NOT NULL,
	"tracker" text NOT NULL,
	"run_id" text NOT NULL,
	"url" text,
	"source" text DEFAULT 'declared' NOT NULL,
	CONSTRAINT "version_runs_version_id_tracker_run_id_pk" PRIMARY KEY("version_id","tracker","run_id")
);
--> statement-breakpoint
CREATE TABLE "metadata_schemas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"team_id" uuid,
	"model_id" uuid,
	"version" integer NOT NULL,
	"schema" jsonb,
	"note" text NOT NULL,
	"saved_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_entries" (
	"model_id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"version_id" uuid,
	"versions" integer NOT NULL,
	"stages" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"edition" integer NOT NULL,
	"terms" text[] NOT NULL,
	"words" "tsvector" NOT NULL,
	"card_words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_numbers" (
	"model_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "model_numbers_model_id_key_pk" PRIMARY KEY("model_id","key")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"layout" jsonb NOT NULL,
	"owner_id" uuid NOT NULL,
	"team_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_entries" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"model_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edition" integer NOT NULL,
	"terms" text[] NOT NULL,
	"words" "tsvector" NOT NULL,
	"card_words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_numbers" (
	"version_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "version_numbers_version_id_key_pk" PRIMARY KEY("version_id","key")
);
--> statement-breakpoint
CREATE TABLE "model_tags" (
	"model_id" uuid NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "model_tags_model_id_tag_pk" PRIMARY KEY("model_id","tag")
);
--> statement-breakpoint
CREATE TABLE "tag_groups" (
	"name" text PRIMARY KEY NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"exclusive" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"name" text PRIMARY KEY NOT NULL,
	"group_name" text,
	"description" text DEFAULT '' NOT NULL,
	"color" text DEFAULT 'slate' NOT NULL,
	"appliers" text DEFAULT 'contributors' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_named_after_their_group" CHECK (group_name is not distinct from nullif(split_part(name, ':', 1), name))
);
--> statement-breakpoint
ALTER TABLE "site_settings" ADD COLUMN "free_tags" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "card_revisions" ADD CONSTRAINT "card_revisions_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_revisions" ADD CONSTRAINT "card_revisions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage_events" ADD CONSTRAINT "lineage_events_received_by_users_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalled_versions" ADD CONSTRAINT "recalled_versions_recall_id_recalls_id_fk" FOREIGN KEY ("recall_id") REFERENCES "public"."recalls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalled_versions" ADD CONSTRAINT "recalled_versions_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalls" ADD CONSTRAINT "recalls_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalls" ADD CONSTRAINT "recalls_recalled_by_users_id_fk" FOREIGN KEY ("recalled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recalls" ADD CONSTRAINT "recalls_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_code" ADD CONSTRAINT "version_code_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_datasets" ADD CONSTRAINT "version_datasets_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_runs" ADD CONSTRAINT "version_runs_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metadata_schemas" ADD CONSTRAINT "metadata_schemas_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metadata_schemas" ADD CONSTRAINT "metadata_schemas_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metadata_schemas" ADD CONSTRAINT "metadata_schemas_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_entries" ADD CONSTRAINT "model_entries_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_entries" ADD CONSTRAINT "model_entries_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_entries" ADD CONSTRAINT "model_entries_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_numbers" ADD CONSTRAINT "model_numbers_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_entries" ADD CONSTRAINT "version_entries_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_entries" ADD CONSTRAINT "version_entries_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_entries" ADD CONSTRAINT "version_entries_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_numbers" ADD CONSTRAINT "version_numbers_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_tags" ADD CONSTRAINT "model_tags_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_group_name_tag_groups_name_fk" FOREIGN KEY ("group_name") REFERENCES "public"."tag_groups"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lineage_events_once" ON "lineage_events" USING btree ("run_id","job","type","at");--> statement-breakpoint
CREATE INDEX "lineage_events_created" ON "lineage_events" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "recalled_versions_version" ON "recalled_versions" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "recalls_created" ON "recalls" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "recalls_dataset" ON "recalls" USING btree ("dataset") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "recalls_version" ON "recalls" USING btree ("version_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "version_code_commit" ON "version_code" USING btree ("commit_hash","version_id");--> statement-breakpoint
CREATE INDEX "version_code_repository" ON "version_code" USING btree ("repository","commit_hash","version_id");--> statement-breakpoint
CREATE INDEX "version_datasets_name" ON "version_datasets" USING btree ("name","version","version_id");--> statement-breakpoint
CREATE INDEX "version_datasets_digest" ON "version_datasets" USING btree ("digest","version_id") WHERE digest is not null;--> statement-breakpoint
CREATE INDEX "version_runs_run" ON "version_runs" USING btree ("tracker","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "metadata_schemas_version" ON "metadata_schemas" USING btree ("scope","version");--> statement-breakpoint
CREATE INDEX "metadata_schemas_team" ON "metadata_schemas" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "metadata_schemas_model" ON "metadata_schemas" USING btree ("model_id");--> statement-breakpoint
CREATE INDEX "model_entries_updated" ON "model_entries" USING btree ("updated_at","model_id");--> statement-breakpoint
CREATE INDEX "model_entries_created" ON "model_entries" USING btree ("created_at","model_id");--> statement-breakpoint
CREATE INDEX "model_entries_reference" ON "model_entries" USING btree ("reference","model_id");--> statement-breakpoint
CREATE INDEX "model_entries_team" ON "model_entries" USING btree ("team_id","updated_at","model_id");--> statement-breakpoint
CREATE INDEX "model_entries_version" ON "model_entries" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "model_entries_terms" ON "model_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "model_entries_words" ON "model_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "model_entries_card_words" ON "model_entries" USING gin ("card_words");--> statement-breakpoint
CREATE INDEX "model_entries_like" ON "model_entries" USING gin ("reference" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "model_entries_edition" ON "model_entries" USING btree ("edition");--> statement-breakpoint
CREATE INDEX "model_numbers_value" ON "model_numbers" USING btree ("key","value","model_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_owner_name" ON "saved_views" USING btree ("owner_id","name");--> statement-breakpoint
CREATE INDEX "saved_views_team" ON "saved_views" USING btree ("team_id","name");--> statement-breakpoint
CREATE INDEX "search_words_like" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "version_entries_created" ON "version_entries" USING btree ("created_at","version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "version_entries_model" ON "version_entries" USING btree ("model_id","number");--> statement-breakpoint
CREATE INDEX "version_entries_team" ON "version_entries" USING btree ("team_id","created_at","version_id");--> statement-breakpoint
CREATE INDEX "version_entries_terms" ON "version_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "version_entries_words" ON "version_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "version_entries_card_words" ON "version_entries" USING gin ("card_words");--> statement-breakpoint
CREATE INDEX "version_entries_edition" ON "version_entries" USING btree ("edition");--> statement-breakpoint
CREATE INDEX "version_numbers_value" ON "version_numbers" USING btree ("key","value","version_id");--> statement-breakpoint
CREATE INDEX "model_tags_tag" ON "model_tags" USING btree ("tag");--> statement-breakpoint
CREATE INDEX "tags_group" ON "tags" USING btree ("group_name");