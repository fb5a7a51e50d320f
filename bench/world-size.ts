/** How large a world is. All of it follows from the scale: 1 is the large world, 1/200 the one of a smoke. */
export type WorldSize = ReturnType<typeof worldSize>;

export function worldSize(scale: number) {
  const part = (whole: number, least = 1) => Math.max(least, Math.round(whole * scale));
  return {
    scale,
    people: part(1_000_000),
    organizations: part(100_000),
    accounts: part(20_000),
    companies: part(35_000),
    /** Organizations that anybody may join: they belong to no company. */
    communities: part(1000, 4),
    communityMembers: part(3_200_000),
    /** Logins that are in a great many organizations. */
    serviceLogins: part(60, 6),
    mergedPeople: part(1000, 5),
    largePeople: part(109_000),
    largeOrganizations: 40,
    largeProspects: 10,
    /** Members of the first unattached organization of the large company: most of them hold a seat there. */
    prospectMembers: part(8000),
    prospectNewcomers: part(1000),
    sharedEmails: 500,
  };
}
