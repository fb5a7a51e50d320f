CREATE TABLE "left_out_days" (
	"account_id" text NOT NULL,
	"day" date NOT NULL,
	"change_id" uuid NOT NULL,
	CONSTRAINT "left_out_days_pkey" PRIMARY KEY("account_id","day")
);
--> statement-breakpoint
ALTER TABLE "left_out_days" ADD CONSTRAINT "left_out_days_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;