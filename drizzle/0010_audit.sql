CREATE TABLE "audit_checkpoints" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_retention" (
	"until_seq" bigint PRIMARY KEY NOT NULL,
	"export_name" text NOT NULL,
	"export_sha256" text NOT NULL,
	"transaction" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_settings" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"registry_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"keep_months" integer,
	"public_key" text,
	"broken_at" bigint,
	CONSTRAINT "audit_settings_keep" CHECK ("audit_settings"."keep_months" >= 1)
);
--> statement-breakpoint
CREATE TABLE "audit_tallies" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp (3) with time zone NOT NULL
);
