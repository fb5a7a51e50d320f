import type { Kind } from "./seats";

/** What a person is to an account: a member who is activated nowhere in it is no account user. */
export type PersonStatus = Kind | "not_activated";

export const personStatusNames: Record<PersonStatus, string> = {
  seat: "Seat",
  student: "Student",
  bot: "Bot",
  not_activated: "Not activated",
};

/** Of the people of an account, those whom auto-activation left out are a status to filter by. */
export const accountPersonStatusNames: Record<PersonStatus | "waiting", string> = {
  ...personStatusNames,
  waiting: "Waiting",
};

export type Login = { login: string | null; serviceId: string | null; formerLogin: string | null };

/** How a login is shown: one whose name went to someone else is "formerly bob (id 5)". */
export function loginInWords({ login, serviceId, formerLogin }: Login): string {
  if (login !== null) return login;
  return formerLogin === null ? `id ${serviceId}` : `formerly ${formerLogin} (id ${serviceId})`;
}
