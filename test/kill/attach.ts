import { attachOrganizations } from "@/app/(console)/accounts/[accountId]/organizations/actions";
import { closeDatabase } from "@/db/client";

const result = await attachOrganizations(JSON.parse(process.argv[2]!));
await closeDatabase();
if (!result.ok) throw new Error(result.error.message);
