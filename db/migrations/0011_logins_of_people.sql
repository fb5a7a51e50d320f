DROP INDEX "owners_user_id_idx";--> statement-breakpoint
CREATE INDEX "owners_user_id_idx" ON "owners" USING btree ("user_id","id");