/** TRUE and FALSE, as spreadsheets in other languages write them. */
const yes = "true wahr vrai verdadero vero verdadeiro waar prawda sant sand sann tosi pravda igaz doğru истина";
const no = "false falsch faux falso onwaar fałsz falskt falsk usann epätosi nepravda hamis yanlış ложь";

const meanings = new Map<string, boolean>([
  ...yes.split(" ").map((word) => [word, true] as const),
  ...no.split(" ").map((word) => [word, false] as const),
]);

/** The meaning of a spreadsheet's TRUE or FALSE, in any of its languages; undefined for other texts. */
export function readYesOrNo(text: string): boolean | undefined {
  return meanings.get(text.toLowerCase()) ?? meanings.get(text.toLocaleLowerCase("tr"));
}
