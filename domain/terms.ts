/** What a term counts, for the help beside it. The rules behind them are in docs/rules.md. */
const terms: Record<string, string> = {
  "Used seats":
    "People who take a seat in this account. Each person counts once, however many logins and organizations they have. Ann is activated in three organizations: 1 used seat.",
  "Total seats": "Plan seats plus free seats. 200 plan seats and 20 free seats: 220.",
  "Available seats": "Total seats that no one uses yet. 220 in total and 190 used: 30.",
  "Over by": "Used seats beyond the total. 231 used of 220: over by 11.",
  "Double counted":
    "What billing each organization by itself would charge on top. Ann in three organizations: 3 seats billed, 1 needed, 2 double counted.",
  People: "Everyone activated in an organization of the account: used seats, students, and bots together.",
  Students: "People marked as students. They take no seat.",
  Bots: "People whose logins are all bots. They take no seat.",
  Organizations: "Organizations attached to the account. They share its seats.",
  Members: "Logins in the organization, activated or not. A person with two logins counts twice here.",
  Activated: "People who take part in Codecov in this organization: shared, only here, students, and bots together.",
  Shared: "People with a seat who are also activated in another organization of the account.",
  "Only here":
    "People with a seat who are activated in no other organization of the account. Detaching frees their seats.",
  "New seats": "People who have a seat in the account after this step and none before.",
  "Overlapping people":
    "People with a seat who are activated in two or more organizations of the account after this step. Each takes one seat.",
};

/** Undefined for a term that needs no explanation. */
export function explanationOf(term: string): string | undefined {
  return Object.hasOwn(terms, term) ? terms[term] : undefined;
}
