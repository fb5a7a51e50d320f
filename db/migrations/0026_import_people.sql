CREATE TYPE "public"."imported_kind" AS ENUM('added', 'removed', 'activated', 'deactivated', 'rolesChanged', 'peopleUpdated', 'lastSeenUpdated', 'waitingEnded', 'renamed', 'joined', 'keptMarks');--> statement-breakpoint
CREATE TABLE "import_people" (
	"import_id" bigint NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "import_people_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization" text,
	"kind" "imported_kind" NOT NULL,
	"login" text NOT NULL,
	"detail" text,
	CONSTRAINT "import_people_pkey" PRIMARY KEY("import_id","place")
);
--> statement-breakpoint
CREATE INDEX "import_people_list_idx" ON "import_people" USING btree ("import_id","kind","organization","place");--> statement-breakpoint
INSERT INTO "import_people" ("import_id", "kind", "login", "detail")
SELECT i.id, said.kind::imported_kind, said.login, said.detail
FROM imports i
CROSS JOIN LATERAL (
  SELECT 'renamed' AS kind, renamed ->> 'from' AS login, renamed ->> 'to' AS detail
  FROM jsonb_array_elements(i.result -> 'renamed') AS renamed
  UNION ALL
  SELECT 'joined', joined ->> 'login', joined ->> 'intoLogin'
  FROM jsonb_array_elements(i.result -> 'joined') AS joined
  UNION ALL
  SELECT 'keptMarks', kept ->> 'login',
    CASE WHEN (kept ->> 'value')::boolean THEN kept ->> 'mark' ELSE 'not a ' || (kept ->> 'mark') END
  FROM jsonb_array_elements(i.result -> 'keptMarks') AS kept
) AS said
WHERE i.result IS NOT NULL
ORDER BY i.id, said.kind::imported_kind, lower(said.login);
--> statement-breakpoint
UPDATE imports
SET result = result || jsonb_build_object(
  'renamed', jsonb_array_length(result -> 'renamed'),
  'joined', jsonb_array_length(result -> 'joined'),
  'keptMarks', jsonb_array_length(result -> 'keptMarks'),
  'peopleDigest', ''
)
WHERE result IS NOT NULL;
--> statement-breakpoint
-- They name nobody, and could not be confirmed. A page without a preview asks for a new one.
UPDATE imports SET preview = NULL, previewed_at = NULL WHERE preview IS NOT NULL;