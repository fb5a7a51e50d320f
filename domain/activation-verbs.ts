export const verbs = ["activate", "deactivate"] as const;
export type Verb = (typeof verbs)[number];

export const verbNames: Record<Verb, string> = { activate: "Activate", deactivate: "Deactivate" };
