/** What says that organizations belong to one customer. */
export const clusterEvidences = ["people", "stripe_customer", "stripe_subscription"] as const;
export type ClusterEvidence = (typeof clusterEvidences)[number];
