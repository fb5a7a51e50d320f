export const membershipRoles = ["admin", "member"] as const;
export type MembershipRole = (typeof membershipRoles)[number];
