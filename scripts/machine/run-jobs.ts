import { jobs } from "@/jobs/jobs";
import { startBackgroundWork, stopBackgroundWork } from "@/server/background/clock";

startBackgroundWork(jobs);
// The clock keeps no process alive.
setInterval(() => {}, 2 ** 30);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await stopBackgroundWork();
    // What did not end in time is cut off, and its transaction undone.
    process.exit();
  });
}
