-- Every function and trigger in force, as the migrations left them. To change one, see "Change a trigger" in AGENTS.md.
-- Nothing runs this file but its test, which compares it with a migrated database.

-- The audit log is never changed, only added to.
CREATE FUNCTION "refuse_audit_log_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'The audit log is append-only.';
END
$$;

CREATE TRIGGER "audit_log_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_log_change"();

-- Used and total seats after each change to either. A change that writes them several times leaves one row.
-- A server's clock can be set back, and the next server's may be behind. The times of one account still follow its
-- changes.
CREATE FUNCTION "record_seat_change"() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER "accounts_seats_begin" AFTER INSERT ON "accounts"
	FOR EACH ROW EXECUTE FUNCTION "record_seat_change"();

CREATE TRIGGER "accounts_seats_change" AFTER UPDATE ON "accounts"
	FOR EACH ROW WHEN (
		(OLD."used_seat_count", OLD."plan_seat_count" + OLD."free_seat_count")
		IS DISTINCT FROM (NEW."used_seat_count", NEW."plan_seat_count" + NEW."free_seat_count")
	) EXECUTE FUNCTION "record_seat_change"();

-- Counts the members of these organizations, as logins and as people. It locks their rows first, so that the later of
-- two at once sees what the earlier did.
CREATE FUNCTION "count_organization_members"("ids" bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "organization_members" ("organization_id", "login_count", "people_count")
	SELECT "id", 0, 0 FROM unnest("ids") AS "id" ORDER BY "id"
	ON CONFLICT DO NOTHING;
	PERFORM FROM "organization_members" WHERE "organization_id" = ANY ("ids") ORDER BY "organization_id" FOR UPDATE;
	UPDATE "organization_members" "there" SET "login_count" = "counted"."logins", "people_count" = "counted"."people"
	FROM (
		SELECT "named"."id", count("m"."owner_id") AS "logins", count(DISTINCT "o"."user_id") AS "people"
		FROM unnest("ids") AS "named" ("id")
		LEFT JOIN "memberships" "m" ON "m"."organization_id" = "named"."id"
		LEFT JOIN "owners" "o" ON "o"."id" = "m"."owner_id"
		GROUP BY "named"."id"
	) AS "counted"
	WHERE "counted"."id" = "there"."organization_id";
END
$$;

-- Memberships begin or end.
CREATE FUNCTION "count_changed_members"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "count_organization_members"(ARRAY(SELECT DISTINCT "organization_id" FROM "changed"));
	RETURN NULL;
END
$$;

CREATE TRIGGER "memberships_begin" AFTER INSERT ON "memberships"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_members"();

CREATE TRIGGER "memberships_end" AFTER DELETE ON "memberships"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_members"();

-- A login moves to another person. This changes how many people an organization has only if the old or the new person
-- has another login there.
CREATE FUNCTION "count_members_of_moved_logins"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	"ids" bigint[];
BEGIN
	SELECT array_agg(DISTINCT "m"."organization_id") INTO "ids"
	FROM "before"
	JOIN "after" ON "after"."id" = "before"."id" AND "after"."user_id" <> "before"."user_id"
	JOIN "owners" "other" ON "other"."user_id" IN ("before"."user_id", "after"."user_id") AND "other"."id" <> "after"."id"
	JOIN "memberships" "m" ON "m"."owner_id" = "after"."id"
	JOIN "memberships" "there" ON "there"."owner_id" = "other"."id" AND "there"."organization_id" = "m"."organization_id";
	IF "ids" IS NOT NULL THEN
		PERFORM "count_organization_members"("ids");
	END IF;
	RETURN NULL;
END
$$;

CREATE TRIGGER "owners_move" AFTER UPDATE ON "owners"
	REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "count_members_of_moved_logins"();

-- The people of an account are listed by name without sorting them, so their rows keep it.
CREATE FUNCTION "follow_name"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "account_users" SET "name_key" = NEW."name_key" WHERE "user_id" = NEW."id";
	UPDATE "account_candidates" SET "name_key" = NEW."name_key" WHERE "user_id" = NEW."id";
	RETURN NULL;
END
$$;

CREATE TRIGGER "users_rename" AFTER UPDATE OF "name" ON "users"
	FOR EACH ROW WHEN (OLD."name_key" <> NEW."name_key") EXECUTE FUNCTION "follow_name"();

-- Each change to how many people are known adds a row, so that no change waits for another. Merged records do not
-- count.
CREATE FUNCTION "count_known_people"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	"difference" integer;
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		TRUNCATE "known_people";
		RETURN NULL;
	ELSIF TG_OP = 'UPDATE' THEN
		"difference" := CASE WHEN NEW."merged_into_id" IS NULL THEN 1 ELSE -1 END;
	ELSE
		SELECT count(*) * CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END INTO "difference"
		FROM "changed" WHERE "merged_into_id" IS NULL;
	END IF;
	IF "difference" <> 0 THEN
		INSERT INTO "known_people" ("count") VALUES ("difference");
	END IF;
	RETURN NULL;
END
$$;

CREATE TRIGGER "users_begin" AFTER INSERT ON "users"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();

CREATE TRIGGER "users_end" AFTER DELETE ON "users"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();

CREATE TRIGGER "users_truncate" AFTER TRUNCATE ON "users"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();

CREATE TRIGGER "users_merge" AFTER UPDATE OF "merged_into_id" ON "users"
	FOR EACH ROW WHEN ((OLD."merged_into_id" IS NULL) <> (NEW."merged_into_id" IS NULL))
	EXECUTE FUNCTION "count_known_people"();
