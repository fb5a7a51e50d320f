CREATE TABLE "organization_members" (
	"organization_id" bigint PRIMARY KEY NOT NULL,
	"login_count" integer NOT NULL,
	"people_count" integer NOT NULL,
	CONSTRAINT "organization_members_people_count_check" CHECK ("organization_members"."people_count" between 0 and "organization_members"."login_count")
);
--> statement-breakpoint
ALTER TABLE "organization_members" ADD CONSTRAINT "organization_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TABLE "organization_seats" (
	"organization_id" bigint PRIMARY KEY NOT NULL,
	"activated_count" integer NOT NULL,
	"shared_count" integer NOT NULL,
	"student_count" integer NOT NULL,
	"bot_count" integer NOT NULL,
	CONSTRAINT "organization_seats_shared_count_check" CHECK ("organization_seats"."shared_count" >= 0),
	CONSTRAINT "organization_seats_student_count_check" CHECK ("organization_seats"."student_count" >= 0),
	CONSTRAINT "organization_seats_bot_count_check" CHECK ("organization_seats"."bot_count" >= 0),
	CONSTRAINT "organization_seats_activated_count_check" CHECK ("organization_seats"."activated_count" >= "organization_seats"."shared_count" + "organization_seats"."student_count" + "organization_seats"."bot_count")
);
--> statement-breakpoint
ALTER TABLE "organization_seats" ADD CONSTRAINT "organization_seats_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_users" DROP COLUMN "organization_count";--> statement-breakpoint
ALTER TABLE "account_users" ADD COLUMN "organization_ids" bigint[];--> statement-breakpoint
UPDATE "account_users" SET "organization_ids" = "counted"."organization_ids"
FROM (
	SELECT "org"."account_id", "o"."user_id", array_agg(DISTINCT "org"."id" ORDER BY "org"."id") AS "organization_ids"
	FROM "organizations" "org"
	JOIN "memberships" "m" ON "m"."organization_id" = "org"."id" AND "m"."is_activated"
	JOIN "owners" "o" ON "o"."id" = "m"."owner_id"
	WHERE "org"."account_id" IS NOT NULL
	GROUP BY "org"."account_id", "o"."user_id"
) AS "counted"
WHERE "counted"."account_id" = "account_users"."account_id" AND "counted"."user_id" = "account_users"."user_id";--> statement-breakpoint
ALTER TABLE "account_users" ALTER COLUMN "organization_ids" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "account_users" ADD COLUMN "organization_count" integer GENERATED ALWAYS AS (cardinality("account_users"."organization_ids")) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "account_users" ADD CONSTRAINT "account_users_organization_count_check" CHECK ("account_users"."organization_count" > 0);--> statement-breakpoint
INSERT INTO "organization_seats" ("organization_id", "activated_count", "shared_count", "student_count", "bot_count")
SELECT "organization_id", count(*), count(*) FILTER (WHERE "kind" = 'seat' AND "organization_count" > 1),
	count(*) FILTER (WHERE "kind" = 'student'), count(*) FILTER (WHERE "kind" = 'bot')
FROM "account_users", unnest("organization_ids") AS "organization_id"
GROUP BY "organization_id";--> statement-breakpoint
CREATE INDEX "memberships_not_activated_idx" ON "memberships" USING btree ("organization_id","owner_id") WHERE not "memberships"."is_activated";--> statement-breakpoint
CREATE INDEX "organizations_list_idx" ON "organizations" USING btree (lower("login"),"id");--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name_key" text GENERATED ALWAYS AS (left(lower("users"."name"), 200)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "users_name_key_idx" ON "users" USING btree ("name_key","id") WHERE "users"."merged_into_id" is null;--> statement-breakpoint
INSERT INTO "organization_members" ("organization_id", "login_count", "people_count")
SELECT "m"."organization_id", count(*), count(DISTINCT "o"."user_id")
FROM "memberships" "m"
JOIN "owners" "o" ON "o"."id" = "m"."owner_id"
GROUP BY "m"."organization_id";--> statement-breakpoint
-- Counts under the lock of the rows, so that of two at once the later sees what the earlier did.
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
--> statement-breakpoint
CREATE FUNCTION "count_changed_members"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM "count_organization_members"(ARRAY(SELECT DISTINCT "organization_id" FROM "changed"));
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "memberships_begin" AFTER INSERT ON "memberships"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_members"();
--> statement-breakpoint
CREATE TRIGGER "memberships_end" AFTER DELETE ON "memberships"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_changed_members"();
--> statement-breakpoint
-- A login that comes to another person changes how many people there are only where either has another login.
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
--> statement-breakpoint
CREATE TRIGGER "owners_move" AFTER UPDATE ON "owners"
	REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "count_members_of_moved_logins"();
