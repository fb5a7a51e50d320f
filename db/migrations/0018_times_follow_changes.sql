-- A server's clock can be set back, and the next server's may be behind: the times of one account follow its changes all the same.
CREATE OR REPLACE FUNCTION "record_seat_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "seat_changes" ("account_id", "change_id", "used_seat_count", "total_seat_count", "at")
	VALUES (
		NEW."id", nullif(current_setting('console.change_id', true), '')::uuid,
		NEW."used_seat_count", NEW."plan_seat_count" + NEW."free_seat_count",
		greatest(clock_timestamp(), (SELECT max("at") FROM "seat_changes" WHERE "account_id" = NEW."id"))
	)
	ON CONFLICT ("account_id", "change_id") DO UPDATE
	SET "used_seat_count" = excluded."used_seat_count", "total_seat_count" = excluded."total_seat_count";
	RETURN NULL;
END
$$;
