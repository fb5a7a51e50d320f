ALTER TABLE "audit_log" ADD COLUMN "ticket" text;--> statement-breakpoint
ALTER TABLE "ended_activations" ADD COLUMN "since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ended_activations" ADD COLUMN "in_account_since" timestamp with time zone;