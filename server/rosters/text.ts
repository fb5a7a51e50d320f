import { isUtf8 } from "node:buffer";
import type { Reading } from "./reading";

const newLine = 0x0a;

/** A file as text, and as the same text in UTF-8. */
type Decoded = { text: string; utf8: Uint8Array };

/** Reads UTF-8, or UTF-16 with a byte-order mark. Undefined, and a problem, for anything else. */
export function decode(content: Uint8Array, reading: Reading): Decoded | undefined {
  const utf16 = utf16Of(content);
  if (utf16) {
    const text = decodeUtf16(content, utf16, reading);
    return text === undefined ? undefined : { text, utf8: new TextEncoder().encode(text) };
  }
  if (isZip(content)) {
    reading.problem('This is an Excel workbook or a ZIP file. In Excel, save it as "CSV UTF-8 (Comma delimited)".');
  } else if (content.includes(0)) {
    reading.problem("This is a binary file. A roster is a text file: CSV, YAML or JSON.");
  } else if (!isUtf8(content)) {
    const advice = 'In Excel, save it as "CSV UTF-8 (Comma delimited)". In other programs, choose the encoding UTF-8.';
    reading.problem(`This line is not in UTF-8, so names would be garbled. ${advice}`, lineOfBadText(content));
  } else {
    return { text: new TextDecoder("utf-8").decode(content), utf8: content };
  }
}

function utf16Of([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
}

function decodeUtf16(content: Uint8Array, encoding: string, reading: Reading): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    reading.problem("The file begins as UTF-16, but has bytes that are not text. Save it as UTF-8 and try again.");
  }
}

function isZip([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04;
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
