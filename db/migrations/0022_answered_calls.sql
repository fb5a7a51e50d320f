CREATE TABLE "answered_calls" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"asked_hash" text NOT NULL,
	"answer" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answered_calls_pkey" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE INDEX "answered_calls_at_idx" ON "answered_calls" USING btree ("at");