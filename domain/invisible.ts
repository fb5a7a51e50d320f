/** Spaces of any kind, control characters, and characters that no screen shows, such as a zero-width space. */
const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const invisibleButSpace = /(?! )[\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Takes off the spaces and invisible characters around a value. */
export function trimInvisible(text: string): string {
  if (text === "" || (isVisibleAscii(text.charCodeAt(0)) && isVisibleAscii(text.charCodeAt(text.length - 1))))
    return text;
  let [start, end] = [0, text.length];
  while (start < end && invisible.test(characterAt(text, start))) start += characterAt(text, start).length;
  while (start < end && invisible.test(characterBefore(text, end))) end -= characterBefore(text, end).length;
  return text.slice(start, end);
}

/** Most characters are; to know it is quicker than to ask the tables of Unicode. */
function isVisibleAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function characterAt(text: string, position: number): string {
  return String.fromCodePoint(text.codePointAt(position) ?? 0);
}

function characterBefore(text: string, position: number): string {
  const pair = text.slice(Math.max(0, position - 2), position);
  return [...pair].at(-1) ?? "";
}

/** Whether a value has an invisible character other than a plain space. */
export function hasInvisible(text: string): boolean {
  return !/^[ -~]*$/.test(text) && showInvisible(text) !== text;
}

/** Shows each invisible character as its code point: `ann[U+200B]`. A plain space stays. */
export function showInvisible(text: string): string {
  return text.replace(invisibleButSpace, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `[U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
