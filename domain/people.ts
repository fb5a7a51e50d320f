import type { Kind } from "./seats";

/** What a person is to an account. A member who is activated nowhere in it is not an account user. */
export type PersonStatus = Kind | "not_activated";

export const personStatusNames: Record<PersonStatus, string> = {
  seat: "Seat",
  student: "Student",
  bot: "Bot",
  not_activated: "Not activated",
};

/** An account's list of people can also be filtered to members whom auto-activation left out. */
export const accountPersonStatusNames: Record<PersonStatus | "waiting", string> = {
  ...personStatusNames,
  waiting: "Waiting",
};

export type Login = { login: string | null; serviceId: string | null; formerLogin: string | null };

/** A login as it is shown. If its name went to someone else, it is "formerly bob (id 5)". */
export function loginInWords({ login, serviceId, formerLogin }: Login): string {
  if (login !== null) return login;
  return formerLogin === null ? `id ${serviceId}` : `formerly ${formerLogin} (id ${serviceId})`;
}
