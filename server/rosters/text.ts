import { isUtf8 } from "node:buffer";
import type { Reading } from "./reading";

const newLine = 0x0a;

/** The text of a file in UTF-8. Undefined, and a problem, for anything else. */
export function decodeText(content: Uint8Array, reading: Reading): string | undefined {
  if (hasUtf16Mark(content)) {
    reading.problem("The file is in UTF-16. Save it as UTF-8 and try again.");
  } else if (content.includes(0)) {
    reading.problem("This is a binary file. A roster is text: YAML, CSV or JSON.");
  } else if (!isUtf8(content)) {
    reading.problem("The file is not in UTF-8. Save it as UTF-8 and try again.", lineOfBadText(content));
  } else {
    return new TextDecoder("utf-8").decode(content);
  }
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The byte of a new line is never a part of another character, so that the good part can be halved at lines. */
function lineOfBadText(content: Uint8Array): number {
  let [line, rest] = [1, content];
  while (rest.length > 0) {
    const middle = Math.floor(rest.length / 2);
    const after = rest.indexOf(newLine, middle) + 1;
    const end = after > 0 && after < rest.length ? after : rest.subarray(0, middle).lastIndexOf(newLine) + 1;
    if (end === 0) return line;
    const first = rest.subarray(0, end);
    if (isUtf8(first)) {
      line += countLines(first);
      rest = rest.subarray(end);
    } else {
      rest = first;
    }
  }
  return line;
}

function countLines(content: Uint8Array): number {
  let count = 0;
  for (let at = content.indexOf(newLine); at !== -1; at = content.indexOf(newLine, at + 1)) count++;
  return count;
}
