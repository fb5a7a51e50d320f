import { DomainError } from "@/domain/errors";

/** Lets few pieces of work run at once, in the order they came, and refuses more than may wait. */
export class Queue {
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly mostAtOnce: number,
    private readonly mostWaiting: number,
    private readonly refusal: string,
  ) {}

  get isIdle(): boolean {
    return this.#running === 0;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.mostAtOnce) this.#running++;
    else if (this.#waiting.length < this.mostWaiting) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else throw new DomainError("conflict", this.refusal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
