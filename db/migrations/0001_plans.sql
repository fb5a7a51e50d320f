INSERT INTO "plans" ("name", "title", "tier", "billing_rate", "is_active") VALUES
	('users-developer', 'Developer', 'team', NULL, true),
	('users-basic', 'Developer (basic)', 'basic', NULL, true),
	('users-trial', 'Trial', 'trial', NULL, true),
	('users-teamm', 'Team, monthly', 'team', 'monthly', true),
	('users-teamy', 'Team, yearly', 'team', 'annually', true),
	('users-pr-inappm', 'Pro, monthly', 'pro', 'monthly', true),
	('users-pr-inappy', 'Pro, yearly', 'pro', 'annually', true),
	('users-inappm', 'Pro (legacy), monthly', 'pro', 'monthly', false),
	('users-inappy', 'Pro (legacy), yearly', 'pro', 'annually', false),
	('users-sentrym', 'Pro for Sentry, monthly', 'sentry', 'monthly', true),
	('users-sentryy', 'Pro for Sentry, yearly', 'sentry', 'annually', true),
	('users-enterprisem', 'Enterprise Cloud, monthly', 'enterprise', 'monthly', true),
	('users-enterprisey', 'Enterprise Cloud, yearly', 'enterprise', 'annually', true);
