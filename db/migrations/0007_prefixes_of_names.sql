DROP INDEX "former_logins_login_idx";--> statement-breakpoint
CREATE INDEX "accounts_name_prefix_idx" ON "accounts" USING btree (lower("name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "former_logins_login_prefix_idx" ON "former_logins" USING btree (lower("login") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "organizations_login_prefix_idx" ON "organizations" USING btree (lower("login") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "owners_login_prefix_idx" ON "owners" USING btree (lower("login") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "owners_email_prefix_idx" ON "owners" USING btree (lower("email") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_name_prefix_idx" ON "users" USING btree (lower("name") text_pattern_ops);