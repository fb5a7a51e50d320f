CREATE TYPE "public"."evidence_kind" AS ENUM('verified_email', 'saml_name_id');--> statement-breakpoint
CREATE TYPE "public"."evidence_source" AS ENUM('organization', 'enterprise', 'codecov');--> statement-breakpoint
CREATE TABLE "evidence" (
	"owner_id" bigint NOT NULL,
	"kind" "evidence_kind" NOT NULL,
	"value" text NOT NULL,
	"key" text GENERATED ALWAYS AS (case when "evidence"."kind" = 'verified_email' then lower("evidence"."value" collate "C") else "evidence"."value" end) STORED NOT NULL,
	"source" "evidence_source" NOT NULL,
	"organization_id" bigint,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_key" UNIQUE NULLS NOT DISTINCT("owner_id","kind","key","source","organization_id"),
	CONSTRAINT "evidence_source_check" CHECK (("evidence"."organization_id" is not null) = ("evidence"."source" = 'organization'))
);
--> statement-breakpoint
-- An owner's evidence came from the roster of its only organization. With several, no one knows which one said it.
INSERT INTO evidence (owner_id, kind, value, source, organization_id, said_at)
SELECT o.id, said.kind, said.value,
	CASE WHEN sole.id IS NULL THEN 'enterprise'::evidence_source ELSE 'organization'::evidence_source END,
	sole.id, coalesce(sole.imported_at, o.created_at)
FROM owners o
CROSS JOIN LATERAL (
	VALUES ('verified_email'::evidence_kind, o.verified_email), ('saml_name_id'::evidence_kind, o.saml_name_id)
) AS said (kind, value)
LEFT JOIN LATERAL (
	SELECT min(org.id) AS id, min(org.imported_at) AS imported_at
	FROM memberships m JOIN organizations org ON org.id = m.organization_id
	WHERE m.owner_id = o.id
	HAVING count(*) = 1
) AS sole ON true
WHERE said.value IS NOT NULL;--> statement-breakpoint
DROP INDEX "owners_verified_email_idx";--> statement-breakpoint
DROP INDEX "owners_saml_name_id_idx";--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_value_idx" ON "evidence" USING btree ("kind","key","owner_id");--> statement-breakpoint
ALTER TABLE "owners" DROP COLUMN "verified_email";--> statement-breakpoint
ALTER TABLE "owners" DROP COLUMN "saml_name_id";