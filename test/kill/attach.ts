import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { closeDatabase } from "@/db/client";

const rep = { kind: "staff", id: "1", email: "rep@staff.example", role: "account_rep" } as const;

await attachOrganizations(rep, JSON.parse(process.argv[2]!));
await closeDatabase();
