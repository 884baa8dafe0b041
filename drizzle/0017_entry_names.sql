ALTER TABLE "model_entries" ADD COLUMN "internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "model_entries" ADD COLUMN "names" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "version_entries" ADD COLUMN "internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "version_entries" ADD COLUMN "names" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "models_internal" ON "models" USING btree ("id") WHERE visibility = 'internal';--> statement-breakpoint
CREATE INDEX "model_entries_names" ON "model_entries" USING gin ("names");--> statement-breakpoint
CREATE INDEX "version_entries_names" ON "version_entries" USING gin ("names");