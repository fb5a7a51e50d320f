CREATE TABLE "account_candidates" (
	"account_id" text NOT NULL,
	"user_id" bigint NOT NULL,
	"name_key" text NOT NULL,
	CONSTRAINT "account_candidates_pkey" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "known_people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "known_people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_users" ADD COLUMN "name_key" text;--> statement-breakpoint
UPDATE "account_users" SET "name_key" = "u"."name_key" FROM "users" "u" WHERE "u"."id" = "account_users"."user_id";--> statement-breakpoint
ALTER TABLE "account_users" ALTER COLUMN "name_key" SET NOT NULL;--> statement-breakpoint
INSERT INTO "account_candidates" ("account_id", "user_id", "name_key")
SELECT "org"."account_id", "u"."id", "u"."name_key"
FROM "organizations" "org"
JOIN "memberships" "m" ON "m"."organization_id" = "org"."id"
JOIN "owners" "o" ON "o"."id" = "m"."owner_id"
JOIN "users" "u" ON "u"."id" = "o"."user_id"
WHERE "org"."account_id" IS NOT NULL
GROUP BY "org"."account_id", "u"."id"
HAVING NOT bool_or("m"."is_activated")
ORDER BY "org"."account_id", "u"."id";--> statement-breakpoint
INSERT INTO "known_people" ("count") SELECT count(*) FROM "users" WHERE "merged_into_id" IS NULL;--> statement-breakpoint
ALTER TABLE "account_candidates" ADD CONSTRAINT "account_candidates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_candidates" ADD CONSTRAINT "account_candidates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_candidates_user_id_idx" ON "account_candidates" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_candidates_name_key_idx" ON "account_candidates" USING btree ("account_id","name_key","user_id");--> statement-breakpoint
CREATE INDEX "account_users_name_key_idx" ON "account_users" USING btree ("account_id","name_key","user_id");--> statement-breakpoint
CREATE FUNCTION "follow_name"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "account_users" SET "name_key" = NEW."name_key" WHERE "user_id" = NEW."id";
	UPDATE "account_candidates" SET "name_key" = NEW."name_key" WHERE "user_id" = NEW."id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "users_rename" AFTER UPDATE OF "name" ON "users"
	FOR EACH ROW WHEN (OLD."name_key" <> NEW."name_key") EXECUTE FUNCTION "follow_name"();
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TRIGGER "users_begin" AFTER INSERT ON "users"
	REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();
--> statement-breakpoint
CREATE TRIGGER "users_end" AFTER DELETE ON "users"
	REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();
--> statement-breakpoint
CREATE TRIGGER "users_truncate" AFTER TRUNCATE ON "users"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_known_people"();
--> statement-breakpoint
CREATE TRIGGER "users_merge" AFTER UPDATE OF "merged_into_id" ON "users"
	FOR EACH ROW WHEN ((OLD."merged_into_id" IS NULL) <> (NEW."merged_into_id" IS NULL))
	EXECUTE FUNCTION "count_known_people"();
