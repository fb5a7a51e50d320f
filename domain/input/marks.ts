import { z } from "zod";
import { staffWords } from "../marks";
import { Page } from "./listings";

const Word = z.enum(staffWords);

export const LikelyBotListing = z.object({ page: Page });
export type LikelyBotListing = z.infer<typeof LikelyBotListing>;

const PresetWord = Word.optional().catch(undefined);

/** The marks that an address preselects in the dialog. */
export const MarkAddress = z.object({ student: PresetWord, bot: PresetWord });
export type MarkAddress = z.infer<typeof MarkAddress>;

export const MarkLogin = z.object({ ownerId: z.int().positive(), student: Word, bot: Word });
