DROP INDEX "tokens_user";--> statement-breakpoint
CREATE INDEX "tokens_created" ON "tokens" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_successor" ON "tokens" USING btree ("replaces") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "tokens_user" ON "tokens" USING btree ("user_id","created_at","id");