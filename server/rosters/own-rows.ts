import { trimInvisible } from "@/domain/invisible";
import { loginFrom } from "@/domain/logins";
import type { Reading } from "./reading";
import { addMember, emailsIn, type Row, readRole, valuesIn } from "./rows";

/** A row of the console's own CSV. */
export function readOwnRow(row: Row, reading: Reading): void {
  const organization = loginFrom(row.text("organization"));
  const serviceId = row.text("serviceId");
  if (organization === "") {
    reading.skipRow("without an organization", row.line);
    return;
  }
  if (row.text("login") === "" && serviceId === "") {
    reading.problem("The row has neither a login nor a service_id. Fill in one of them.", row.line);
    return;
  }
  const role = readRole(row.text("role"), row, reading);
  if (role === undefined) return;
  const name = row.written("name");
  const said = {
    organization,
    serviceId: serviceId || null,
    // Kept to the letter, so that a download imported again changes nothing.
    name: trimInvisible(name) === "" ? null : name,
    email: row.text("email") || null,
    role,
    verifiedEmails: emailsIn(row.text("verifiedEmails")),
    samlNameIds: valuesIn(row.text("samlNameIds"), /;/),
  };
  addMember(row, said, reading);
}
