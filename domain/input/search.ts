import { z } from "zod";
import { searchTextFrom } from "../search";

/** The `q` of an address, as the search uses it. */
export const SearchedText = z.string().transform(searchTextFrom).catch("");
