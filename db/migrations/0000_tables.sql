CREATE TYPE "public"."activate" AS ENUM('none', 'all');--> statement-breakpoint
CREATE TYPE "public"."billing_rate" AS ENUM('monthly', 'annually');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('staged', 'done', 'failed', 'discarded');--> statement-breakpoint
CREATE TYPE "public"."kind" AS ENUM('seat', 'student', 'bot');--> statement-breakpoint
CREATE TYPE "public"."membership_role" AS ENUM('admin', 'member');--> statement-breakpoint
CREATE TYPE "public"."overage" AS ENUM('block', 'allow');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('admin', 'account_rep', 'support');--> statement-breakpoint
CREATE TYPE "public"."service" AS ENUM('github', 'gitlab', 'bitbucket');--> statement-breakpoint
CREATE TYPE "public"."tier" AS ENUM('basic', 'team', 'pro', 'sentry', 'enterprise', 'trial');--> statement-breakpoint
CREATE TABLE "account_users" (
	"account_id" text NOT NULL,
	"user_id" bigint NOT NULL,
	"kind" "kind" NOT NULL,
	"organization_count" integer NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_users_pkey" PRIMARY KEY("account_id","user_id"),
	CONSTRAINT "account_users_organization_count_check" CHECK ("account_users"."organization_count" > 0)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY DEFAULT gen_random_uuid()::text NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_delinquent" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"plan" text NOT NULL,
	"plan_seat_count" integer NOT NULL,
	"free_seat_count" integer NOT NULL,
	"overage" "overage" NOT NULL,
	"used_seat_count" integer DEFAULT 0 NOT NULL,
	"student_count" integer DEFAULT 0 NOT NULL,
	"bot_count" integer DEFAULT 0 NOT NULL,
	"organization_count" integer DEFAULT 0 NOT NULL,
	"organization_seat_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_plan_seat_count_check" CHECK ("accounts"."plan_seat_count" >= 0),
	CONSTRAINT "accounts_free_seat_count_check" CHECK ("accounts"."free_seat_count" >= 0),
	CONSTRAINT "accounts_student_count_check" CHECK ("accounts"."student_count" >= 0),
	CONSTRAINT "accounts_bot_count_check" CHECK ("accounts"."bot_count" >= 0),
	CONSTRAINT "accounts_used_seat_count_check" CHECK ("accounts"."used_seat_count" between 0 and "accounts"."organization_seat_count"),
	CONSTRAINT "accounts_closed_check" CHECK ("accounts"."closed_at" is null or (not "accounts"."is_active" and "accounts"."organization_count" = 0 and "accounts"."used_seat_count" = 0))
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"change_id" uuid NOT NULL,
	"action" text NOT NULL,
	"actor" text NOT NULL,
	"account_id" text,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"reason" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_log_reason_check" CHECK (length(trim("audit_log"."reason")) > 0)
);
--> statement-breakpoint
CREATE TABLE "former_logins" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_logins_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"owner_id" bigint NOT NULL,
	"login" text NOT NULL,
	"until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"import_id" bigint NOT NULL,
	"path" text NOT NULL,
	"organization" text,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_files_pkey" PRIMARY KEY("import_id","path")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"status" "import_status" NOT NULL,
	"actor" text NOT NULL,
	"activate" "activate" NOT NULL,
	"is_shrink_allowed" boolean NOT NULL,
	"files" jsonb NOT NULL,
	"result" jsonb,
	"failure" text,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_finished_check" CHECK (("imports"."finished_at" is null) = ("imports"."status" = 'staged'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"role" "membership_role" NOT NULL,
	"is_activated" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("organization_id","owner_id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organizations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"service" "service" NOT NULL,
	"service_id" text,
	"login" text NOT NULL,
	"account_id" text,
	"attached_at" timestamp with time zone,
	"imported_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_attached_check" CHECK (("organizations"."account_id" is null) = ("organizations"."attached_at" is null))
);
--> statement-breakpoint
CREATE TABLE "owners" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "owners_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"service" "service" NOT NULL,
	"service_id" text,
	"login" text,
	"name" text,
	"email" text,
	"is_student_by_staff" boolean,
	"is_student_by_import" boolean,
	"is_bot_by_staff" boolean,
	"is_bot_by_import" boolean,
	"is_known_bot" boolean DEFAULT false NOT NULL,
	"is_student" boolean GENERATED ALWAYS AS (coalesce("owners"."is_student_by_staff", "owners"."is_student_by_import", false)) STORED NOT NULL,
	"is_bot" boolean GENERATED ALWAYS AS (coalesce("owners"."is_bot_by_staff", nullif("owners"."is_known_bot", false), "owners"."is_bot_by_import", false)) STORED NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "owners_identity_check" CHECK ("owners"."login" is not null or "owners"."service_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"tier" "tier" NOT NULL,
	"billing_rate" "billing_rate",
	"is_active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY DEFAULT gen_random_uuid()::text NOT NULL,
	"email" text NOT NULL,
	"role" "role" NOT NULL,
	"provider" text,
	"subject" text,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_identity_check" CHECK (("staff"."provider" is null) = ("staff"."subject" is null))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY DEFAULT gen_random_uuid()::text NOT NULL,
	"staff_id" text NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"is_student" boolean DEFAULT false NOT NULL,
	"is_bot" boolean DEFAULT false NOT NULL,
	"kind" "kind" GENERATED ALWAYS AS (case when "users"."is_bot" then 'bot'::kind when "users"."is_student" then 'student'::kind else 'seat'::kind end) STORED NOT NULL,
	"merged_into_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_merged_check" CHECK ("users"."merged_into_id" <> "users"."id")
);
--> statement-breakpoint
ALTER TABLE "account_users" ADD CONSTRAINT "account_users_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_users" ADD CONSTRAINT "account_users_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_plan_plans_name_fk" FOREIGN KEY ("plan") REFERENCES "public"."plans"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_logins" ADD CONSTRAINT "former_logins_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owners" ADD CONSTRAINT "owners_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_users_user_id_idx" ON "account_users" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_name_key" ON "accounts" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "audit_log_account_id_idx" ON "audit_log" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_subject_idx" ON "audit_log" USING btree ("subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "former_logins_owner_id_idx" ON "former_logins" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "former_logins_login_idx" ON "former_logins" USING btree (lower("login"));--> statement-breakpoint
CREATE INDEX "memberships_owner_id_idx" ON "memberships" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_service_id_key" ON "organizations" USING btree ("service","service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_login_key" ON "organizations" USING btree ("service",lower("login"));--> statement-breakpoint
CREATE INDEX "organizations_account_id_idx" ON "organizations" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "owners_service_id_key" ON "owners" USING btree ("service","service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "owners_login_key" ON "owners" USING btree ("service",lower("login"));--> statement-breakpoint
CREATE INDEX "owners_user_id_idx" ON "owners" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email_key" ON "staff" USING btree (lower("email")) WHERE "staff"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_provider_subject_key" ON "staff" USING btree ("provider","subject") WHERE "staff"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "staff_sessions_staff_id_idx" ON "staff_sessions" USING btree ("staff_id");