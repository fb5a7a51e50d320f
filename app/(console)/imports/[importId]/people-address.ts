import { addresses } from "@/domain/addresses";
import type { PeopleChoice } from "@/domain/import-people";

/** The addresses that lead from the numbers of an import to the people behind them, and back. */
export function peopleAddress(importId: number) {
  return {
    numbers: `${addresses.import(importId)}#numbers`,
    hrefFor: (choice: PeopleChoice, page?: number) => `${addresses.import(importId, { ...choice, page })}#people`,
    csvOf: (choice: PeopleChoice) => addresses.api.importPeople(importId, choice),
    csvOfAll: addresses.api.importPeople(importId),
  };
}

export type PeopleAddress = ReturnType<typeof peopleAddress>;
