ALTER TABLE "seat_alerts" RENAME TO "alerts";--> statement-breakpoint
ALTER SEQUENCE "seat_alerts_id_seq" RENAME TO "alerts_id_seq";--> statement-breakpoint
ALTER TABLE "alerts" RENAME CONSTRAINT "seat_alerts_pkey" TO "alerts_pkey";--> statement-breakpoint
ALTER TABLE "alerts" RENAME CONSTRAINT "seat_alerts_account_id_accounts_id_fk" TO "alerts_account_id_accounts_id_fk";--> statement-breakpoint
ALTER INDEX "seat_alerts_account_id_idx" RENAME TO "alerts_account_id_idx";--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "kind" text DEFAULT 'seats' NOT NULL;--> statement-breakpoint
DROP INDEX "seat_alerts_raised_key";--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_raised_key" ON "alerts" USING btree ("account_id","kind","threshold") WHERE "alerts"."cleared_at" is null;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" RENAME CONSTRAINT "webhook_deliveries_alert_id_seat_alerts_id_fk" TO "webhook_deliveries_alert_id_alerts_id_fk";--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "alert_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "type" text;--> statement-breakpoint
UPDATE "webhook_deliveries" SET "type" = "payload" ->> 'type';--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "last_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "last_headers" jsonb;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "answer_status" integer;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "kinds" text[] DEFAULT '{"seats"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_kinds_check" CHECK (cardinality("webhooks"."kinds") > 0);
