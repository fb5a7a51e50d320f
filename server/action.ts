import "server-only";
import { refresh } from "next/cache";
import { DomainError } from "@/domain/errors";
import { type Result, refused } from "@/domain/result";
import type { Change } from "./change-door";
import { findStaff } from "./session";

/** Said in place: the sign-in page would take away what was typed. */
const signedOut = "You are signed out. Sign in again in another tab, then try again here: nothing typed was lost.";

/** Offers a change to a page, made by whoever is signed in. Afterwards the page shows what is so now. */
export function action<Asked, Data>(change: Change<Asked, Data>) {
  return async (asked: Asked): Promise<Result<Data>> => {
    const signedIn = await findStaff();
    if (!signedIn) return { ok: false, error: { code: "signed_out", message: signedOut } };
    try {
      const done = await change(signedIn.staff, asked);
      refresh();
      return { ok: true, ...done };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "preview_changed") refresh();
      return refused(error);
    }
  };
}
