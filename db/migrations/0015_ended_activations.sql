CREATE TABLE "ended_activations" (
	"change_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"organization_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ended_activations_pkey" PRIMARY KEY("change_id","organization_id","owner_id")
);
