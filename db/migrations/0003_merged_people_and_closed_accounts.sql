ALTER TABLE "accounts" DROP CONSTRAINT "accounts_closed_check";--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_merged_into_id_users_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_closed_check" CHECK ("accounts"."closed_at" is null or (not "accounts"."is_active" and "accounts"."organization_count" = 0
        and "accounts"."used_seat_count" = 0 and "accounts"."student_count" = 0 and "accounts"."bot_count" = 0));