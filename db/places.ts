import { DomainError } from "@/domain/errors";

/** Refused for now, not for what it is. */
export class Busy extends DomainError {
  constructor(message: string) {
    super("conflict", message);
  }
}

/** So long somebody waits in line: a page that is read meanwhile is hardly noticed, a longer wait looks broken. */
const patience = 5000;

/** At most so many at once; others wait in line for a while, and are then refused. */
export class Places {
  #taken = 0;
  #line: (() => void)[] = [];

  constructor(
    private readonly count: number,
    private readonly refusal: string,
    private readonly milliseconds = patience,
  ) {}

  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#taken--;
    }
  }

  async #take(): Promise<void> {
    if (this.#taken < this.count) {
      this.#taken++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#line = this.#line.filter((other) => other !== enter);
        reject(new Busy(this.refusal));
      }, this.milliseconds);
      this.#line.push(enter);
    });
  }
}

// As in client.ts: Next.js may load this module twice.
const shared = globalThis as typeof globalThis & { consoleLongWork?: Places };

/**
 * Whatever may hold a connection of the pool for longer than a page does: downloads, as slow as who takes them, previews
 * and imports. With four of ten the pages and the other changes keep six, two of which uploads may have.
 */
shared.consoleLongWork ??= new Places(4, "Too many downloads and imports are under way. Try again in a few seconds.");
export const longWork = shared.consoleLongWork;
