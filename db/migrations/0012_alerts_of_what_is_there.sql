CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_url_key" ON "webhooks" USING btree ("url",coalesce("account_id", '')) WHERE "webhooks"."removed_at" is null;--> statement-breakpoint
INSERT INTO "seat_alerts" ("account_id", "threshold", "used_seat_count", "total_seat_count")
SELECT "id", "threshold", "used_seat_count", "plan_seat_count" + "free_seat_count"
FROM "accounts" CROSS JOIN (VALUES (80), (90), (100)) AS "thresholds" ("threshold")
WHERE "used_seat_count" > 0
	AND "used_seat_count"::bigint * 100 >= ("plan_seat_count" + "free_seat_count")::bigint * "threshold"
ON CONFLICT DO NOTHING;
