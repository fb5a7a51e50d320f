import { expect, test } from "vitest";
import { hasUnstorableText } from "./storable-text";

test.each(["a\0b", "\ud800", { reason: "a\0" }, [{ deep: ["\udfff"] }], { "na\0me": 1 }])(
  "what PostgreSQL cannot store is found wherever it stands: %j",
  (input) => {
    expect(hasUnstorableText(input)).toBe(true);
  },
);

test.each(["👍", 12, null, undefined, true, { reason: "Contract" }, [new Blob(["\0"])]])(
  "%j can be stored",
  (input) => {
    expect(hasUnstorableText(input)).toBe(false);
  },
);
