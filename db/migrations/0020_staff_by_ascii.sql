DROP INDEX "owners_verified_email_idx";--> statement-breakpoint
DROP INDEX "staff_email_key";--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "last_seen_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "owners_verified_email_idx" ON "owners" USING btree (lower("verified_email" collate "C")) WHERE "owners"."verified_email" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email_key" ON "staff" USING btree (lower("email" collate "C")) WHERE "staff"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_email_check" CHECK (octet_length("staff"."email") = char_length("staff"."email"));--> statement-breakpoint
UPDATE "staff" SET "last_seen_at" = "seen"."at"
FROM (SELECT "staff_id", max("last_seen_at") AS "at" FROM "staff_sessions" GROUP BY "staff_id") "seen"
WHERE "seen"."staff_id" = "staff"."id";
