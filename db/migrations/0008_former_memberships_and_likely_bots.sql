CREATE TABLE "former_memberships" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_memberships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"role" "membership_role" NOT NULL,
	"was_activated" boolean NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "activation_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "former_memberships" ADD CONSTRAINT "former_memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_memberships" ADD CONSTRAINT "former_memberships_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_memberships_owner_id_idx" ON "former_memberships" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "owners_likely_bot_idx" ON "owners" USING btree (lower("login"),"id") WHERE is_bot_by_staff is null and not is_known_bot and is_bot_by_import is not true and lower(login) ~ '(^|[^a-z0-9])(bots?|robots?|ci|ci[-_]?cd|circleci|automations?|svc|service[-_]?accounts?|machine[-_]?users?|github[-_]actions?|jenkins|renovate(bot)?|dependabot|greenkeeper|buildkite)[0-9]*($|[^a-z0-9])';