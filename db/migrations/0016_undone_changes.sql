CREATE TABLE "undone_changes" (
	"change_id" uuid PRIMARY KEY NOT NULL,
	"undone_by_change_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ended_activations" ADD COLUMN "user_id" bigint;--> statement-breakpoint
UPDATE "ended_activations" e SET "user_id" = o."user_id" FROM "owners" o WHERE o."id" = e."owner_id";--> statement-breakpoint
DELETE FROM "ended_activations" WHERE "user_id" IS NULL;--> statement-breakpoint
ALTER TABLE "ended_activations" ALTER COLUMN "user_id" SET NOT NULL;
