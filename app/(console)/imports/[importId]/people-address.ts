import { listHref } from "@/components/ui/list-href";
import type { PeopleChoice } from "@/domain/import-people";

/** The addresses that lead from the numbers of an import to the people behind them, and back. */
export function peopleAddress(importId: number) {
  const path = `/imports/${importId}`;
  const csvPath = `/api${path}/people`;
  return {
    numbers: `${path}#numbers`,
    hrefFor: (choice: PeopleChoice, page?: number) => `${listHref(path, {}, { ...choice, page })}#people`,
    csvOf: (choice: PeopleChoice) => listHref(csvPath, {}, choice),
    csvOfAll: csvPath,
  };
}

export type PeopleAddress = ReturnType<typeof peopleAddress>;
