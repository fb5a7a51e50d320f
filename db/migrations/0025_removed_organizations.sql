DROP INDEX "organizations_login_key";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_login_key" ON "organizations" USING btree ("service",lower("login")) WHERE "organizations"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_removed_check" CHECK ("organizations"."removed_at" is null
        or num_nonnulls("organizations"."account_id", "organizations"."service_id", "organizations"."plan_seat_count", "organizations"."stripe_customer_id", "organizations"."stripe_subscription_id") = 0);