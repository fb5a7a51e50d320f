ALTER TABLE "organization_cluster_members" DROP CONSTRAINT "organization_cluster_members_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "suggested_organizations" DROP CONSTRAINT "suggested_organizations_account_id_accounts_id_fk";
--> statement-breakpoint
ALTER TABLE "suggested_organizations" DROP CONSTRAINT "suggested_organizations_organization_id_organizations_id_fk";
