import { z } from "zod";
import { Reason, UserId } from "./fields";
import { Page } from "./listings";

export const ExpectedNumbers = z.record(z.string(), z.union([z.int(), z.string()]));

export type ExpectedNumbers = z.infer<typeof ExpectedNumbers>;

/** The record that stays gets every login; the other keeps its history. */
export const JoinPeople = z.object({
  stayingId: UserId,
  goingId: UserId,
  expected: ExpectedNumbers,
  reason: Reason,
});

export const KeepApart = z.object({ userIds: z.tuple([UserId, UserId]), reason: Reason });

export const SplitPerson = z.object({
  userId: UserId,
  ownerId: z.int().positive(),
  expected: ExpectedNumbers,
  reason: Reason,
});

export const JoinListing = z.object({ page: Page });
