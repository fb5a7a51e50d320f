import { z } from "zod";
import { searchTextFrom } from "../searched-text";

/** The `q` of an address, as searches use it: `@ann` and an address of github.com mean a login. */
export const SearchedText = z.string().transform(searchTextFrom).catch("");
