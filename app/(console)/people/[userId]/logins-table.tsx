import type { ReactNode } from "react";
import { DialogButton } from "@/components/ui/dialog-button";
import { type Column, DataTable } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PersonLogin } from "@/db/queries/person";
import { type Mark, markInWords } from "@/domain/person";
import { serviceNames } from "@/domain/services";

type Props = {
  rows: PersonLogin[];
  /** The address of this page with the dialog of a login open. */
  markHrefFor: (ownerId: number) => string;
  splitHrefFor: (ownerId: number) => string;
  disabledReason?: string;
  splitDisabledReason?: string;
  empty: ReactNode;
};

const columns: Column<PersonLogin>[] = [
  { id: "login", header: "Login", cell: ({ name }) => name },
  { id: "host", header: "Host", cell: ({ service }) => serviceNames[service] },
  { id: "service-id", header: "Service id", cell: ({ serviceId }) => serviceId ?? <Muted>unknown</Muted> },
  { id: "former-logins", header: "Former logins", cell: formerLoginsOf },
  { id: "email", header: "E-mail", cell: ({ email }) => email ?? <Muted>unknown</Muted> },
  { id: "student", header: "Student", cell: ({ student }) => <MarkWords mark={student} /> },
  { id: "bot", header: "Bot", cell: ({ bot }) => <MarkWords mark={bot} /> },
];

export function LoginsTable({ rows, markHrefFor, splitHrefFor, disabledReason, splitDisabledReason, empty }: Props) {
  const actions: Column<PersonLogin> = {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    cell: ({ id, name }) => (
      <div className="flex justify-end gap-1">
        <DialogButton label="Mark" name={`Mark ${name}`} href={markHrefFor(id)} disabledReason={disabledReason} />
        {rows.length > 1 && (
          <DialogButton
            label="Split off"
            name={`Split off ${name}`}
            href={splitHrefFor(id)}
            disabledReason={splitDisabledReason}
          />
        )}
      </div>
    ),
  };
  return <DataTable label="Logins" columns={[...columns, actions]} rows={rows} rowKey={({ id }) => id} empty={empty} />;
}

function formerLoginsOf({ formerLogins }: PersonLogin): ReactNode {
  if (formerLogins.length === 0) return <Muted>none</Muted>;
  return (
    <ul className="py-1.5">
      {formerLogins.map(({ login, until }) => (
        <li key={`${login} ${until.toISOString()}`}>
          {login}{" "}
          <Muted>
            given up <Time at={until} />
          </Muted>
        </li>
      ))}
    </ul>
  );
}

function MarkWords({ mark }: { mark: Mark }) {
  return mark.isSet ? markInWords(mark) : <Muted>{markInWords(mark)}</Muted>;
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="text-text-muted">{children}</span>;
}
