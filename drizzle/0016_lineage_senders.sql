DROP INDEX "lineage_events_once";--> statement-breakpoint
CREATE UNIQUE INDEX "lineage_events_once" ON "lineage_events" USING btree ("received_by","run_id","job","type","at");