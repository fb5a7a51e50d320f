import {
  Composer,
  type CST,
  isAlias,
  isCollection,
  isMap,
  isPair,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
} from "yaml";
import { shorten } from "@/domain/shorten";
import type { Reading } from "./reading";

const deepestNesting = 100;

/** Of one file, about 100,000 logins: each is six lexemes where it is indented, and each lexeme half a kilobyte of tree. */
const mostLexemes = 600_000;

/** The map that a YAML file is, in which every scalar stays the text that it is written as. */
export type YamlMap = {
  root: YAMLMap;
  lineOf(node: unknown): number;
  /** A node itself, or the node that an alias stands for. */
  resolve(node: unknown): unknown;
};

export function parseYaml(text: string, reading: Reading): YamlMap | undefined {
  const lineCounter = new LineCounter();
  const root = parse(text, lineCounter, reading);
  if (!root) return undefined;
  let targets: Map<unknown, unknown> | undefined;
  return {
    root,
    lineOf: (node) => lineCounter.linePos((node as Node | null)?.range?.[0] ?? 0).line,
    resolve(node) {
      if (!isAlias(node)) return node;
      targets ??= targetsIn(root);
      return targets.get(node);
    },
  };
}

/** What each alias stands for. One walk, where the parser would search the whole file for each alias. */
function targetsIn(root: YAMLMap): Map<unknown, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  visit(root);
  return targets;

  function visit(node: unknown) {
    if (isPair(node)) {
      visit(node.key);
      visit(node.value);
    } else if (isAlias(node)) {
      targets.set(node, anchors.get(node.source));
    } else {
      const { anchor } = (node ?? {}) as { anchor?: string };
      if (anchor !== undefined) anchors.set(anchor, node);
      if (isCollection(node)) node.items.forEach(visit);
    }
  }
}

function parse(text: string, lineCounter: LineCounter, reading: Reading): YAMLMap | undefined {
  const parser = new Parser(lineCounter.addNewLine);
  const lineHere = () => lineCounter.linePos(parser.offset).line;
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    lexemes++;
    if (lexemes > mostLexemes) {
      reading.problem("The YAML is too long from here on. Split it by organization, or import it as CSV.", lineHere());
      return undefined;
    }
    // Composing goes down by recursion; nesting without end would end the whole process.
    if (parser.stack.length > deepestNesting) {
      reading.problem("The YAML is nested too deeply.", lineHere());
      return undefined;
    }
  }
  tokens.push(...parser.end());

  const { document, second } = compose(tokens);
  for (const { message, pos } of document?.errors ?? []) {
    reading.problem(`The YAML cannot be read: ${shorten(message, 120)}.`, lineCounter.linePos(pos[0]).line);
  }
  if (second) {
    reading.problem("This is a second YAML document. Keep one a file.", lineCounter.linePos(second.range[0]).line);
  }
  if (!document || document.errors.length > 0 || second) return undefined;
  if (isMap(document.contents)) return document.contents;
  reading.problem('The YAML is not a map with "admins" and "members", or with "orgs".');
}

/** Of half a million commas each is an error, and to note where in the program it arose would be most of its cost. */
function compose(tokens: CST.Token[]) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const [document, second] = new Composer({ schema: "failsafe", uniqueKeys: false }).compose(tokens);
    return { document, second };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
