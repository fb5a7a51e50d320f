import { closeDatabase } from "@/db/client";
import { seed } from "@/db/seed/seed";
import { DomainError } from "@/domain/errors";

try {
  await seed();
  console.log("The sample world is loaded.");
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
