import type { Reading } from "./reading";

const newLine = 0x0a;

/** The text of a file in UTF-8. Undefined, and a problem, for anything else. */
export function decodeText(content: Uint8Array, reading: Reading): string | undefined {
  if (hasUtf16Mark(content)) {
    reading.problem("The file is in UTF-16. Save it as UTF-8 and try again.");
  } else if (content.includes(0)) {
    reading.problem("This is a binary file. A roster is text: YAML, CSV or JSON.");
  } else {
    try {
      return decode(content);
    } catch {
      reading.problem("The file is not in UTF-8. Save it as UTF-8 and try again.", lineOfBadText(content));
    }
  }
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decode(content: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(content);
}

/** The byte of a new line is never a part of another character, so that lines can be tried one by one. */
function lineOfBadText(content: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const end = content.indexOf(newLine, start);
    if (end === -1) return line;
    try {
      decode(content.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
}
