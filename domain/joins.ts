/** What says that two logins are one person; never a name alone (S2, S12). */
export const joinEvidences = ["verified_email", "saml_name_id", "former_login", "same_owner"] as const;
export type JoinEvidence = (typeof joinEvidences)[number];
