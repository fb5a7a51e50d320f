CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."cluster_evidence" AS ENUM('people', 'stripe_customer', 'stripe_subscription');--> statement-breakpoint
CREATE TYPE "public"."join_evidence" AS ENUM('verified_email', 'saml_name_id', 'former_login', 'same_owner');--> statement-breakpoint
CREATE TABLE "organization_cluster_members" (
	"cluster_id" bigint NOT NULL,
	"organization_id" bigint NOT NULL,
	CONSTRAINT "organization_cluster_members_pkey" PRIMARY KEY("cluster_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "organization_clusters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organization_clusters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"evidence" "cluster_evidence" NOT NULL,
	"stripe_id" text,
	"organization_count" integer NOT NULL,
	"account_count" integer NOT NULL,
	"people" integer NOT NULL,
	"charged_seats" integer NOT NULL,
	"pooled_seats" integer NOT NULL,
	"sold_seats" integer,
	"usable_seats" integer
);
--> statement-breakpoint
CREATE TABLE "rejected_joins" (
	"one_owner_id" bigint NOT NULL,
	"other_owner_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rejected_joins_pkey" PRIMARY KEY("one_owner_id","other_owner_id"),
	CONSTRAINT "rejected_joins_order_check" CHECK ("rejected_joins"."one_owner_id" < "rejected_joins"."other_owner_id")
);
--> statement-breakpoint
CREATE TABLE "suggested_joins" (
	"one_owner_id" bigint NOT NULL,
	"other_owner_id" bigint NOT NULL,
	"evidence" "join_evidence"[] NOT NULL,
	CONSTRAINT "suggested_joins_pkey" PRIMARY KEY("one_owner_id","other_owner_id")
);
--> statement-breakpoint
CREATE TABLE "suggested_organizations" (
	"account_id" text NOT NULL,
	"organization_id" bigint NOT NULL,
	"shared_people" integer NOT NULL,
	"people" integer NOT NULL,
	"new_seats" integer NOT NULL,
	CONSTRAINT "suggested_organizations_pkey" PRIMARY KEY("account_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "suggestion_refreshes" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"milliseconds" integer NOT NULL,
	CONSTRAINT "suggestion_refreshes_one_check" CHECK ("suggestion_refreshes"."id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "unit_price_cents" integer;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "plan_seat_count" integer;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "stripe_customer_id" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "stripe_subscription_id" text;--> statement-breakpoint
ALTER TABLE "owners" ADD COLUMN "verified_email" text;--> statement-breakpoint
ALTER TABLE "owners" ADD COLUMN "saml_name_id" text;--> statement-breakpoint
ALTER TABLE "owners" ADD COLUMN "joined_from_user_id" bigint;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "unit_price_cents" integer;--> statement-breakpoint
ALTER TABLE "organization_cluster_members" ADD CONSTRAINT "organization_cluster_members_cluster_id_organization_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."organization_clusters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_cluster_members" ADD CONSTRAINT "organization_cluster_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejected_joins" ADD CONSTRAINT "rejected_joins_one_owner_id_owners_id_fk" FOREIGN KEY ("one_owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejected_joins" ADD CONSTRAINT "rejected_joins_other_owner_id_owners_id_fk" FOREIGN KEY ("other_owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggested_joins" ADD CONSTRAINT "suggested_joins_one_owner_id_owners_id_fk" FOREIGN KEY ("one_owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggested_joins" ADD CONSTRAINT "suggested_joins_other_owner_id_owners_id_fk" FOREIGN KEY ("other_owner_id") REFERENCES "public"."owners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggested_organizations" ADD CONSTRAINT "suggested_organizations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggested_organizations" ADD CONSTRAINT "suggested_organizations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "organization_cluster_members_organization_id_idx" ON "organization_cluster_members" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "organization_clusters_saved_idx" ON "organization_clusters" USING btree (("charged_seats" - "pooled_seats"),"id");--> statement-breakpoint
CREATE INDEX "rejected_joins_other_owner_id_idx" ON "rejected_joins" USING btree ("other_owner_id");--> statement-breakpoint
CREATE INDEX "suggested_joins_other_owner_id_idx" ON "suggested_joins" USING btree ("other_owner_id");--> statement-breakpoint
CREATE INDEX "suggested_organizations_organization_id_idx" ON "suggested_organizations" USING btree ("organization_id");--> statement-breakpoint
ALTER TABLE "owners" ADD CONSTRAINT "owners_joined_from_user_id_users_id_fk" FOREIGN KEY ("joined_from_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_name_trgm_idx" ON "accounts" USING gin (lower("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "former_logins_login_trgm_idx" ON "former_logins" USING gin (lower("login") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "organizations_stripe_customer_id_idx" ON "organizations" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "organizations_stripe_subscription_id_idx" ON "organizations" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE INDEX "organizations_login_trgm_idx" ON "organizations" USING gin (lower("login") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "owners_joined_from_user_id_idx" ON "owners" USING btree ("joined_from_user_id") WHERE "owners"."joined_from_user_id" is not null;--> statement-breakpoint
CREATE INDEX "owners_verified_email_idx" ON "owners" USING btree (lower("verified_email")) WHERE "owners"."verified_email" is not null;--> statement-breakpoint
CREATE INDEX "owners_saml_name_id_idx" ON "owners" USING btree ("saml_name_id") WHERE "owners"."saml_name_id" is not null;--> statement-breakpoint
CREATE INDEX "owners_login_trgm_idx" ON "owners" USING gin (lower("login") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "owners_email_trgm_idx" ON "owners" USING gin (lower("email") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_merged_into_id_idx" ON "users" USING btree ("merged_into_id") WHERE "users"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "users_name_trgm_idx" ON "users" USING gin (lower("name") gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_unit_price_cents_check" CHECK ("accounts"."unit_price_cents" >= 0);--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_plan_seat_count_check" CHECK ("organizations"."plan_seat_count" >= 0);--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_unit_price_cents_check" CHECK ("plans"."unit_price_cents" >= 0);