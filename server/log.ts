import pino from "pino";
import { env } from "../env";

/** Never give it an e-mail, a cookie or a secret: an address such as `/people?query=…` may hold one, its route does not. */
export const log = pino({ level: env.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
