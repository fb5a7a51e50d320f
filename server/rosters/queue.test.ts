import { expect, test } from "vitest";
import { Queue } from "./queue";

/** Work that ends when it is told to. */
function controlled() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve(name))));
  };
  return { begun, work, end: (name: string, error?: Error) => ends.get(name)!(error) };
}

test("lets as many run as it may, the others in the order they came", async () => {
  const { begun, work, end } = controlled();
  const queue = new Queue(2, 9, "Full.");
  const [one, two, three, four] = ["1", "2", "3", "4"].map((name) => queue.run(work(name)));
  expect(begun).toEqual(["1", "2"]);
  end("2");
  expect(await two).toBe("2");
  await Promise.resolve();
  expect(begun).toEqual(["1", "2", "3"]);
  end("1");
  await one;
  end("3");
  await three;
  end("4");
  expect(await four).toBe("4");
  expect(queue.isIdle).toBe(true);
});

test("lets the next run after work that fails", async () => {
  const { work, end } = controlled();
  const queue = new Queue(1, 9, "Full.");
  const failing = queue.run(work("1"));
  const next = queue.run(work("2"));
  end("1", new Error("broken"));
  await expect(failing).rejects.toThrow("broken");
  end("2");
  expect(await next).toBe("2");
});

test("refuses more than may wait, and takes work again once there is room", async () => {
  const { work, end } = controlled();
  const queue = new Queue(1, 1, "Full.");
  const running = queue.run(work("1"));
  const waiting = queue.run(work("2"));
  await expect(queue.run(work("3"))).rejects.toMatchObject({ code: "conflict", message: "Full." });
  end("1");
  await running;
  end("2");
  await waiting;
  expect(queue.isIdle).toBe(true);
});
