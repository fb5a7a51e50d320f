import "server-only";
import { refresh } from "next/cache";
import { DomainError, Overtaken } from "@/domain/errors";
import { signedOut } from "@/domain/front-door.mjs";
import { type Result, refused } from "@/domain/result";
import type { Change } from "./change-door";
import { findStaff } from "./session";

/** Offers a change to a page, made by the person who is signed in. Afterwards the page shows the current state. */
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
      // The page shows a state that has changed.
      if (isOutdated(error)) refresh();
      return refused(error);
    }
  };
}

function isOutdated(error: DomainError): boolean {
  return error.code === "preview_changed" || error.code === "precondition_failed" || error instanceof Overtaken;
}
