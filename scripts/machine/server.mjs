import http from "node:http";
import next from "next";
import { frontDoor } from "../../server/front-door.mjs";
import { root } from "./project.mjs";

/** `server.mjs start|dev PORT HOST`: Next.js behind the front door, for `serve`. */
const [mode, port, hostname] = process.argv.slice(2);
const isDevelopment = mode === "dev";
const { NEXTAUTH_URL, NEXTAUTH_SECRET, SAMPLE_SIGN_IN } = process.env;

// Next.js listens for upgrades on the server it is given; the door passes accepted ones to this server.
const upgrades = http.createServer();
const app = next({ dev: isDevelopment, dir: root, hostname, port: Number(port), httpServer: upgrades });

const server = frontDoor({
  url: NEXTAUTH_URL,
  secret: NEXTAUTH_SECRET,
  isSample: SAMPLE_SIGN_IN === "on",
  handle,
  upgrade: isDevelopment ? (...upgrade) => upgrades.emit("upgrade", ...upgrade) : undefined,
});

// An action of another page is sent on to it: not by the name of the proxy in front.
process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;

// Before Next.js loads instrumentation.ts, which lets background work end before it calls these.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) process.once(signal, () => end(code));

await app.prepare();
const handler = app.getRequestHandler();
server.listen(Number(port), hostname);

async function handle(request, response) {
  try {
    await handler(request, response);
  } catch (error) {
    console.error(error);
    if (response.headersSent) return response.destroy();
    response.writeHead(500);
    response.end("Internal Server Error");
  }
}

/** Takes nothing new, ends what is under way, then itself. */
async function end(code) {
  const closed = new Promise((resolve) => server.close(resolve));
  // A browser keeps the connection open by which it hears of changes to the code.
  if (isDevelopment) server.closeAllConnections();
  await closed;
  await app.close();
  process.exit(code);
}
