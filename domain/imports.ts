export const importStatuses = ["staged", "done", "failed", "discarded"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const activates = ["none", "all"] as const;
/** What a roster does to those whose `activated` cell is blank: nothing, or activate them. */
export type Activate = (typeof activates)[number];
