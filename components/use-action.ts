"use client";

import { type MutateOptions, useMutation } from "@tanstack/react-query";
import { unstable_isUnrecognizedActionError as isUnrecognizedActionError } from "next/navigation";
import { useRef } from "react";
import { refusalMark, signedOut } from "@/domain/front-door.mjs";
import type { Done, Refusal, Result } from "@/domain/result";
import { showConfirmation } from "./confirmation-region";
import { changeOfSentForm } from "./ui/typed-work";

type Code = Refusal["code"] | "offline" | "outdated" | "broken";

/** Why an action did not happen: the refusal as the server wrote it, or what kept the server from answering. */
export class ActionError extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly fields: NonNullable<Refusal["fields"]> = {},
  ) {
    super(message);
  }

  /** The message where no field shows it. */
  get formMessage(): string | undefined {
    return Object.keys(this.fields).length === 0 ? this.message : undefined;
  }
}

/** Runs a server action as a mutation, and confirms what it did. A second `mutate` while the first is under way does nothing. */
export function useAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>) {
  const isUnderWay = useRef(false);
  const formIsSaved = useRef(() => {});
  const { mutate: run, ...mutation } = useMutation<Done<Data>, ActionError, Input>({
    networkMode: "always",
    mutationFn: async (input) => {
      const result = await action(input).catch((failure) => {
        throw unanswered(failure);
      });
      if (result.ok) {
        formIsSaved.current();
        showConfirmation(result.confirmation);
        const { ok: _, ...done } = result;
        return done;
      }
      throw new ActionError(result.error.code, result.error.message, result.error.fields);
    },
    onSettled: () => {
      isUnderWay.current = false;
    },
  });

  function mutate(input: Input, options?: MutateOptions<Done<Data>, ActionError, Input>): void {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    formIsSaved.current = changeOfSentForm();
    run(input, options);
  }

  return { ...mutation, mutate };
}

function unanswered(failure: unknown): ActionError {
  const digest = failure instanceof Error && "digest" in failure ? String(failure.digest) : "";
  if (isUnrecognizedActionError(failure)) {
    return new ActionError("outdated", "The console was updated meanwhile. Reload the page, then try again.");
  }
  if (failure instanceof TypeError) {
    return new ActionError("offline", "Could not reach the server. Nothing was lost; try again.");
  }
  if (failure instanceof Error && failure.message.startsWith(refusalMark)) {
    const message = failure.message.slice(refusalMark.length);
    return new ActionError(message === signedOut ? "signed_out" : "forbidden", message);
  }
  const reference = digest && ` Reference: ${digest}.`;
  return new ActionError("broken", `Something broke on the server.${reference}`);
}
