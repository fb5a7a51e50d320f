import { z } from "zod";
import { clusterKinds } from "../clusters";
import { Page } from "./listings";
import { SearchedText } from "./search";

export const ClusterListing = z.object({ q: SearchedText, evidence: z.enum(clusterKinds).catch("all"), page: Page });
export type ClusterListing = z.infer<typeof ClusterListing>;
