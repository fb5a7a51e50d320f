CREATE TABLE "background_jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"next_run_at" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"took_milliseconds" integer,
	"failure" text,
	"failing_since" timestamp with time zone,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"held_by" text,
	"held_until" timestamp with time zone,
	CONSTRAINT "background_jobs_failure_check" CHECK (("background_jobs"."failure" is null) = ("background_jobs"."failing_since" is null) and ("background_jobs"."failure" is null) = ("background_jobs"."failure_count" = 0)),
	CONSTRAINT "background_jobs_lease_check" CHECK (("background_jobs"."held_by" is null) = ("background_jobs"."held_until" is null))
);
--> statement-breakpoint
CREATE INDEX "imports_finished_at_idx" ON "imports" USING btree ("finished_at");