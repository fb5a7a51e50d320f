import { DomainError } from "@/domain/errors";

/** Milliseconds in line. A longer wait looks broken. */
const patience = 5000;

/** A refusal for now. The same call may succeed later. */
export class Busy extends DomainError {
  /** Suggests waiting as long as the caller just did. */
  readonly retryAfterSeconds = patience / 1_000;

  constructor(message: string) {
    super("conflict", message);
  }
}

/** Lets a number of callers work at once. Others wait in line for a while, and are then refused. */
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

// Next.js may load this module twice, like client.ts.
const shared = globalThis as typeof globalThis & { consoleLongWork?: Places };

/**
 * For anything that holds a connection longer than a page: downloads, which are as slow as their readers, previews and
 * imports. Four of ten connections leave six to pages and other changes, two of which uploads may have.
 */
shared.consoleLongWork ??= new Places(4, "Too many downloads and imports are in progress. Try again in a few seconds.");
export const longWork = shared.consoleLongWork;
