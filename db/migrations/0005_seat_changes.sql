CREATE TABLE "seat_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "seat_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"change_id" uuid,
	"used_seat_count" integer NOT NULL,
	"total_seat_count" integer NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "seat_changes" ADD CONSTRAINT "seat_changes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "seat_changes_change_id_key" ON "seat_changes" USING btree ("account_id","change_id");--> statement-breakpoint
CREATE INDEX "seat_changes_account_id_idx" ON "seat_changes" USING btree ("account_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_change_id_idx" ON "audit_log" USING btree ("change_id");--> statement-breakpoint
CREATE FUNCTION "record_seat_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "seat_changes" ("account_id", "change_id", "used_seat_count", "total_seat_count")
	VALUES (
		NEW."id", nullif(current_setting('console.change_id', true), '')::uuid,
		NEW."used_seat_count", NEW."plan_seat_count" + NEW."free_seat_count"
	)
	ON CONFLICT ("account_id", "change_id") DO UPDATE
	SET "used_seat_count" = excluded."used_seat_count", "total_seat_count" = excluded."total_seat_count";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "accounts_seats_begin" AFTER INSERT ON "accounts"
	FOR EACH ROW EXECUTE FUNCTION "record_seat_change"();
--> statement-breakpoint
CREATE TRIGGER "accounts_seats_change" AFTER UPDATE ON "accounts"
	FOR EACH ROW WHEN (
		(OLD."used_seat_count", OLD."plan_seat_count" + OLD."free_seat_count")
		IS DISTINCT FROM (NEW."used_seat_count", NEW."plan_seat_count" + NEW."free_seat_count")
	) EXECUTE FUNCTION "record_seat_change"();
--> statement-breakpoint
INSERT INTO "seat_changes" ("account_id", "used_seat_count", "total_seat_count")
SELECT "id", "used_seat_count", "plan_seat_count" + "free_seat_count" FROM "accounts";
