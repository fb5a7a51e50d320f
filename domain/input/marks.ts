import { z } from "zod";
import { staffWords } from "../marks";
import { kinds } from "../seats";
import { Reason } from "./fields";
import { Page } from "./listings";

const Word = z.enum(staffWords);

export const LikelyBotListing = z.object({ page: Page });

const PresetWord = Word.optional().catch(undefined);

/** The marks that an address preselects in the dialog. */
export const MarkAddress = z.object({ student: PresetWord, bot: PresetWord });

export const MarkNumbers = z.object({
  studentBefore: Word,
  botBefore: Word,
  kindBefore: z.enum(kinds),
  kindAfter: z.enum(kinds),
  accounts: z.array(
    z.object({
      id: z.string(),
      usedBefore: z.int(),
      usedAfter: z.int(),
      studentsBefore: z.int(),
      studentsAfter: z.int(),
      botsBefore: z.int(),
      botsAfter: z.int(),
      total: z.int(),
      over: z.int(),
    }),
  ),
});

export type MarkNumbers = z.infer<typeof MarkNumbers>;

export const MarkLogin = z.object({
  ownerId: z.int().positive(),
  student: Word,
  bot: Word,
  expected: MarkNumbers,
  reason: Reason,
});
