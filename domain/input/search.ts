import { z } from "zod";
import { searchTextFrom } from "../search";

/** The `q` of an address, as it is searched for. */
export const SearchedText = z.string().transform(searchTextFrom).catch("");
