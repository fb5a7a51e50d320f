import type { JoinEvidence } from "@/domain/joins";
import type { Overage } from "@/domain/seats";

/** Names of the sample world that a test may count on. */
export const sampleAccounts = {
  big: "Nordvindar Energy",
  over: "Oktopod Robotics",
  overAndBlocked: "Sundrift Airways",
  nearlyFull: "Brazelia Foods Cooperative",
  full: "Lumenfold Studio",
  inactive: "Zedwick Analytics",
  delinquent: "Palisandre Media",
  closed: "Tombarel Mining",
  allowed: "Kestrelmoor Mutual",
  empty: "Quillbrook Press",
  longName: "The Consolidated Interprovincial Waterways, Ports and Lighthouses Authority (Digital Services)",
  students: "Varnholt Polytechnic",
} as const;

type SampleAccount = {
  name: string;
  plan: string;
  planSeatCount: number;
  freeSeatCount: number;
  overage: Overage;
  /** A price of its own; else the plan's holds, if it has one. */
  unitPriceCents?: number;
  state?: "inactive" | "delinquent" | "closed";
};

/** An organization's own old plan. */
type SamplePlan = { planSeatCount: number; stripeCustomerId?: string; stripeSubscriptionId?: string };

/** `weight`: the heavier, the more people are in it. Null where no roster was ever imported. */
export type SampleOrganization = { login: string; weight: number; importedDaysAgo?: number | null; plan?: SamplePlan };

/** In no account, though most of its members are people of the company who hold a seat there. */
export type SampleProspect = { login: string; members: number; newcomers: number; plan?: SamplePlan };

export type SampleCompany = {
  /** Ends every login of the company's people, as GitHub ends those of managed users; the account's id. */
  code: string;
  knownDaysAgo: number;
  importedDaysAgo: number;
  /** None: a customer to be, whose organizations are in no account. */
  account?: SampleAccount;
  organizations: SampleOrganization[];
  /** How many of them are activated and of which kind, and how many are not activated at all. */
  people: { seats: number; students: number; bots: number; notActivated: number };
  /** How likely it is that somebody is in one, two, three … organizations. */
  spread: number[];
  /** So many of the seats are held by people of another company, who have a second login for this one. */
  guests?: { of: string; count: number };
  /** So many people have a second login for administration. */
  secondLogins: number;
  prospects?: SampleProspect[];
  /** Its people sign in through SAML, so GitHub tells by which name. */
  hasSaml?: boolean;
  /** People with two logins of whom nobody said so, each by what would tell it. */
  twins?: JoinEvidence[];
  /** A bot of which somebody said so has the e-mail of the person who runs it. */
  hasBotWithEmail?: boolean;
  /** Logins without the company's ending that look like bots', though nobody said that they are. */
  likelyBots?: string[];
  /** So many of the seats are held by people of another company, because both are one customer's. */
  shared?: { with: string; count: number };
};

/** One subscription for all four of them: 130 seats sold, and each organization may use as many. */
const aldermere = { planSeatCount: 130, stripeCustomerId: "cus_Aldermere01", stripeSubscriptionId: "sub_Aldermere01" };

const nobody = { seats: 0, students: 0, bots: 0, notActivated: 0 };

export const sampleCompanies: SampleCompany[] = [
  {
    code: "nwind",
    knownDaysAgo: 940,
    importedDaysAgo: 3.2,
    account: {
      name: sampleAccounts.big,
      plan: "users-enterprisey",
      planSeatCount: 1100,
      freeSeatCount: 40,
      overage: "block",
      unitPriceCents: 950,
    },
    organizations: [
      { login: "nwind-platform", weight: 100 },
      { login: "nwind-grid", weight: 86 },
      { login: "nwind-turbines", weight: 8 },
      { login: "nwind-forecast", weight: 6 },
      { login: "nwind-trading", weight: 5 },
      { login: "nwind-mobile", weight: 4 },
      { login: "nwind-security", weight: 2 },
      { login: "nwind-docs", weight: 2 },
      { login: "nwind-incubator", weight: 1, importedDaysAgo: 47.4 },
    ],
    people: { seats: 946, students: 14, bots: 10, notActivated: 52 },
    spread: [36, 55, 6, 2, 1],
    secondLogins: 24,
    prospects: [
      {
        login: "nwind-labs",
        members: 64,
        newcomers: 5,
        plan: { planSeatCount: 70, stripeCustomerId: "cus_NwindLabs01", stripeSubscriptionId: "sub_NwindLabs01" },
      },
      { login: "nwind-hackweek", members: 38, newcomers: 2, plan: { planSeatCount: 40 } },
      { login: "nwind-legacy", members: 21, newcomers: 0 },
    ],
    hasSaml: true,
    twins: ["verified_email", "saml_name_id", "verified_email", "verified_email"],
    hasBotWithEmail: true,
    likelyBots: ["nwind-deploy-bot", "svc-release"],
  },
  {
    code: "okto",
    knownDaysAgo: 610,
    importedDaysAgo: 1.1,
    account: {
      name: sampleAccounts.over,
      plan: "users-enterprisem",
      planSeatCount: 210,
      freeSeatCount: 10,
      overage: "allow",
      unitPriceCents: 1150,
    },
    organizations: [
      { login: "okto-arm", weight: 10 },
      { login: "okto-vision", weight: 8 },
      {
        login: "okto-firmware",
        weight: 6,
        plan: { planSeatCount: 80, stripeCustomerId: "cus_Oktopod01", stripeSubscriptionId: "sub_Oktopod01" },
      },
      { login: "okto-cloud", weight: 5 },
      { login: "okto-simulator", weight: 2 },
    ],
    people: { seats: 231, students: 9, bots: 4, notActivated: 16 },
    spread: [60, 28, 9, 3],
    guests: { of: "nwind", count: 8 },
    secondLogins: 8,
    prospects: [{ login: "okto-research", members: 33, newcomers: 6 }],
    hasSaml: true,
    twins: ["saml_name_id", "verified_email", "former_login"],
    likelyBots: ["ci-builder"],
  },
  {
    code: "brzl",
    knownDaysAgo: 520,
    importedDaysAgo: 6.3,
    account: {
      name: sampleAccounts.nearlyFull,
      plan: "users-enterprisey",
      planSeatCount: 190,
      freeSeatCount: 10,
      overage: "block",
    },
    organizations: [
      { login: "brazelia-orders", weight: 10 },
      { login: "brazelia-harvest", weight: 9 },
      { login: "brazelia-logistics", weight: 7 },
      { login: "brazelia-shop", weight: 6 },
      { login: "brazelia-quality", weight: 2 },
    ],
    people: { seats: 184, students: 5, bots: 3, notActivated: 18 },
    spread: [66, 25, 9],
    secondLogins: 5,
    prospects: [{ login: "brazelia-farmers", members: 30, newcomers: 14 }],
    twins: ["verified_email", "verified_email"],
    likelyBots: ["jenkins"],
  },
  {
    code: "zedw",
    knownDaysAgo: 730,
    importedDaysAgo: 38.5,
    account: {
      name: sampleAccounts.inactive,
      plan: "users-pr-inappy",
      planSeatCount: 120,
      freeSeatCount: 0,
      overage: "block",
      state: "inactive",
    },
    organizations: [
      { login: "zedwick-core", weight: 8 },
      { login: "zedwick-dashboards", weight: 5 },
      { login: "zedwick-connectors", weight: 3 },
    ],
    people: { seats: 96, students: 2, bots: 2, notActivated: 10 },
    spread: [60, 30, 10],
    secondLogins: 2,
  },
  {
    code: "pali",
    knownDaysAgo: 455,
    importedDaysAgo: 9.7,
    account: {
      name: sampleAccounts.delinquent,
      plan: "users-enterprisem",
      planSeatCount: 200,
      freeSeatCount: 5,
      overage: "block",
      state: "delinquent",
    },
    organizations: [
      { login: "palisandre-web", weight: 8 },
      { login: "palisandre-video", weight: 6 },
      { login: "palisandre-ads", weight: 4 },
      { login: "palisandre-archive", weight: 0 },
    ],
    people: { seats: 143, students: 4, bots: 2, notActivated: 21 },
    spread: [70, 24, 6],
    secondLogins: 3,
  },
  {
    code: "tomb",
    knownDaysAgo: 880,
    importedDaysAgo: 0,
    account: {
      name: sampleAccounts.closed,
      plan: "users-enterprisey",
      planSeatCount: 60,
      freeSeatCount: 0,
      overage: "block",
      state: "closed",
    },
    organizations: [],
    people: nobody,
    spread: [1],
    secondLogins: 0,
  },
  {
    code: "kest",
    knownDaysAgo: 390,
    importedDaysAgo: 2.6,
    account: {
      name: sampleAccounts.allowed,
      plan: "users-enterprisey",
      planSeatCount: 400,
      freeSeatCount: 25,
      overage: "allow",
    },
    organizations: [
      { login: "kestrelmoor-claims", weight: 10 },
      { login: "kestrelmoor-policies", weight: 9 },
      { login: "kestrelmoor-actuaries", weight: 6 },
      { login: "kestrelmoor-portal", weight: 6 },
      { login: "kestrelmoor-mainframe", weight: 3 },
      { login: "kestrelmoor-design", weight: 2 },
    ],
    people: { seats: 312, students: 8, bots: 5, notActivated: 35 },
    spread: [58, 30, 9, 3],
    guests: { of: "brzl", count: 5 },
    secondLogins: 9,
    prospects: [
      { login: "kestrelmoor-sandbox", members: 52, newcomers: 3 },
      {
        login: "kestrelmoor-brokers",
        members: 44,
        newcomers: 27,
        plan: { planSeatCount: 50, stripeCustomerId: "cus_Kestrelmoor01", stripeSubscriptionId: "sub_Kestrelmoor01" },
      },
    ],
    likelyBots: ["renovate-bot"],
  },
  {
    code: "lume",
    knownDaysAgo: 210,
    importedDaysAgo: 5.4,
    account: {
      name: sampleAccounts.full,
      plan: "users-pr-inappm",
      planSeatCount: 24,
      freeSeatCount: 0,
      overage: "block",
    },
    organizations: [{ login: "lumenfold", weight: 1 }],
    people: { seats: 24, students: 3, bots: 1, notActivated: 6 },
    spread: [1],
    secondLogins: 2,
    shared: { with: "pali", count: 9 },
  },
  {
    code: "quil",
    knownDaysAgo: 12,
    importedDaysAgo: 0,
    account: {
      name: sampleAccounts.empty,
      plan: "users-enterprisem",
      planSeatCount: 25,
      freeSeatCount: 0,
      overage: "block",
    },
    organizations: [],
    people: nobody,
    spread: [1],
    secondLogins: 0,
  },
  {
    code: "ciwpl",
    knownDaysAgo: 330,
    importedDaysAgo: 13.8,
    account: {
      name: sampleAccounts.longName,
      plan: "users-enterprisey",
      planSeatCount: 250,
      freeSeatCount: 20,
      overage: "block",
    },
    organizations: [
      { login: "ciwpl-hydrographic-survey-and-charting", weight: 9 },
      { login: "ciwpl-locks", weight: 8 },
      { login: "ciwpl-lighthouses", weight: 5 },
      { login: "ciwpl-permits", weight: 4 },
    ],
    people: { seats: 205, students: 6, bots: 4, notActivated: 25 },
    spread: [68, 26, 6],
    secondLogins: 4,
    hasSaml: true,
  },
  {
    code: "varn",
    knownDaysAgo: 700,
    importedDaysAgo: 18.2,
    account: {
      name: sampleAccounts.students,
      plan: "users-enterprisey",
      planSeatCount: 150,
      freeSeatCount: 30,
      overage: "block",
    },
    organizations: [
      { login: "varnholt-courses", weight: 10 },
      { login: "varnholt-robotics", weight: 5 },
      { login: "varnholt-informatics", weight: 5 },
      { login: "varnholt-library", weight: 2 },
    ],
    people: { seats: 118, students: 164, bots: 3, notActivated: 20 },
    spread: [62, 30, 8],
    guests: { of: "okto", count: 3 },
    secondLogins: 3,
    prospects: [{ login: "varnholt-theses", members: 48, newcomers: 4 }],
  },
  {
    code: "sund",
    knownDaysAgo: 260,
    importedDaysAgo: 7.9,
    account: {
      name: sampleAccounts.overAndBlocked,
      plan: "users-enterprisem",
      planSeatCount: 60,
      freeSeatCount: 0,
      overage: "block",
    },
    organizations: [
      { login: "sundrift-booking", weight: 6 },
      { login: "sundrift-crew", weight: 4 },
      { login: "sundrift-cargo", weight: 0, importedDaysAgo: null },
    ],
    people: { seats: 63, students: 1, bots: 1, notActivated: 5 },
    spread: [75, 25],
    secondLogins: 2,
  },
  {
    code: "aldm",
    knownDaysAgo: 41,
    importedDaysAgo: 4.5,
    organizations: [
      { login: "aldermere-engine", weight: 10, plan: aldermere },
      { login: "aldermere-apps", weight: 8, plan: aldermere },
      { login: "aldermere-billing", weight: 5, plan: aldermere },
      { login: "aldermere-tools", weight: 3, plan: aldermere },
    ],
    people: { seats: 122, students: 3, bots: 2, notActivated: 9 },
    spread: [35, 45, 15, 5],
    secondLogins: 3,
  },
  {
    code: "fern",
    knownDaysAgo: 29,
    importedDaysAgo: 10.6,
    organizations: [
      {
        login: "fernhollow-garden",
        weight: 5,
        plan: { planSeatCount: 45, stripeCustomerId: "cus_Fernhollow01", stripeSubscriptionId: "sub_Fernhollow01" },
      },
      {
        login: "fernhollow-seeds",
        weight: 4,
        plan: { planSeatCount: 40, stripeCustomerId: "cus_Fernhollow01", stripeSubscriptionId: "sub_Fernhollow02" },
      },
    ],
    people: { seats: 48, students: 1, bots: 1, notActivated: 4 },
    spread: [40, 60],
    secondLogins: 0,
  },
  {
    code: "tarn",
    knownDaysAgo: 22,
    importedDaysAgo: 21.3,
    organizations: [
      {
        login: "tarnbeck-instruments",
        weight: 1,
        plan: { planSeatCount: 20, stripeCustomerId: "cus_Tarnbeck01", stripeSubscriptionId: "sub_Tarnbeck01" },
      },
    ],
    people: { seats: 17, students: 0, bots: 1, notActivated: 2 },
    spread: [1],
    secondLogins: 0,
  },
  {
    code: "hoop",
    knownDaysAgo: 16,
    importedDaysAgo: 15.2,
    organizations: [{ login: "hooplighter", weight: 1, plan: { planSeatCount: 10 } }],
    people: { seats: 9, students: 0, bots: 0, notActivated: 1 },
    spread: [1],
    secondLogins: 0,
  },
];

type Customer = SampleCompany & { account: SampleAccount };

export const companiesWithAccount = sampleCompanies.filter(
  (company): company is Customer => company.account !== undefined,
);
