-- Codecov's public prices for a seat and a month, the lower ones billed once a year. Enterprise is sold by contract.
UPDATE "plans" SET "unit_price_cents" = "priced"."cents"
FROM (VALUES
	('users-developer', 0),
	('users-basic', 0),
	('users-trial', 0),
	('users-teamm', 500),
	('users-teamy', 400),
	('users-pr-inappm', 1200),
	('users-pr-inappy', 1000),
	('users-inappm', 1200),
	('users-inappy', 1000),
	('users-sentrym', 1200),
	('users-sentryy', 1000)
) AS "priced" ("name", "cents")
WHERE "plans"."name" = "priced"."name" AND "plans"."unit_price_cents" IS NULL;
