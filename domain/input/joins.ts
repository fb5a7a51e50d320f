import { z } from "zod";
import { UserId } from "./fields";
import { Page } from "./listings";

/** The record that stays gets every login; the other keeps its history. */
export const JoinPeople = z.object({ stayingId: UserId, goingId: UserId });

export const KeepApart = z.object({ userIds: z.tuple([UserId, UserId]) });

export const SplitPerson = z.object({ userId: UserId, ownerId: z.int().positive() });

export const JoinListing = z.object({ page: Page });
export type JoinListing = z.infer<typeof JoinListing>;
