/** What a git host says about the person behind a login in one organization (S12). */
export const evidenceKinds = ["verified_email", "saml_name_id"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Who said it: an organization's roster, an enterprise that names no organization, or Codecov's own tables. */
export const evidenceSources = ["organization", "enterprise", "codecov"] as const;
