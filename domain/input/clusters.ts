import { z } from "zod";
import { clusterKinds } from "../clusters";
import { Page, SearchText } from "./listings";

export const ClusterListing = z.object({ q: SearchText, evidence: z.enum(clusterKinds).catch("all"), page: Page });
export type ClusterListing = z.infer<typeof ClusterListing>;
