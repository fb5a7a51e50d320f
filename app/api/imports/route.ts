import { z } from "zod";
import { stageImport } from "@/changes/imports/stage-import";
import { staffRoute } from "@/server/route";
import { beyondProxy } from "@/server/security-headers";
import { receiveUpload } from "@/server/uploads/receive-upload";

/** An upload of rosters. It does not pass proxy.ts, which would hold the whole body in memory before anyone is checked. */
export const POST = beyondProxy(
  staffRoute(z.object({}), async ({ staff, request }) => {
    const importId = await receiveUpload(staff, request.body, (upload) => stageImport(staff, upload));
    return Response.json({ importId }, { status: 201 });
  }),
);
