ALTER TABLE "imports" ADD COLUMN "membership_count" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "organization_count" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "preview" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "previewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_preview_check" CHECK (("imports"."preview" is null) = ("imports"."previewed_at" is null));