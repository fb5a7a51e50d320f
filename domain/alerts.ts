/** What alerts are about. A webhook names the kinds that it receives. */
export const alertKinds = ["seats"] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertKindNames: Record<AlertKind, string> = { seats: "Seats" };

export const alertStatuses = ["raised", "cleared", "all"] as const;
