import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { addresses } from "@/domain/addresses";
import { resultInWords } from "./search-words";
import type { useSearch } from "./use-search";

/** Says what came of the search, and is announced. */
export function SearchStatus({ text, result, trouble }: ReturnType<typeof useSearch>) {
  const pathname = usePathname();
  const words = (): ReactNode => {
    switch (trouble) {
      case "offline":
        return "There is no network. The search answers once it is back.";
      case "failed":
        return "The search did not answer. Type on to try again.";
      case "signed_out":
        return (
          <>
            You are signed out.{" "}
            <a href={addresses.signIn({ callbackUrl: pathname })} className="underline">
              Sign in again
            </a>
          </>
        );
      default:
        return text === "" ? "" : result ? resultInWords(result) : "Searching…";
    }
  };

  return (
    <p role="status" className={trouble ? "text-danger" : "text-text-muted"}>
      {words()}
    </p>
  );
}
