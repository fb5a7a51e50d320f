/** Values of JSON with the lines they begin in. */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;

export class JsonArray {
  readonly items: JsonValue[] = [];
  readonly lines: number[] = [];
}

export class JsonObject {
  readonly fields = new Map<string, JsonValue>();
  constructor(readonly line: number) {}
}

/** Why a text is not JSON, and in which line. */
export class JsonProblem extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** A person is an object in an array, and GitHub's answers nest it a few levels deeper. */
const deepestNesting = 20;

const whitespace = /[ \t\r\n]*/y;
const numberOrWord = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The values of a text, one or several after one another, as `gh api --paginate` writes them. */
export function parseJson(text: string): JsonArray {
  const parser = new Parser(text);
  const documents = new JsonArray();
  for (let isMore = parser.skipSpace(); isMore; isMore = parser.skipSpace()) {
    documents.lines.push(parser.line);
    documents.items.push(parser.value(0));
  }
  return documents;
}

/** JSON.parse knows neither lines nor several values, and builds a tree of any depth. */
class Parser {
  line = 1;
  #position = 0;

  constructor(private readonly text: string) {}

  /** Whether there is anything after the space. */
  skipSpace(): boolean {
    whitespace.lastIndex = this.#position;
    whitespace.test(this.text);
    for (; this.#position < whitespace.lastIndex; this.#position++) {
      if (this.text.charCodeAt(this.#position) === 0x0a) this.line++;
    }
    return this.#position < this.text.length;
  }

  value(depth: number): JsonValue {
    if (depth > deepestNesting) throw this.#problem(`The JSON is nested more than ${deepestNesting} deep.`);
    const character = this.text[this.#position];
    if (character === "[") return this.#array(depth);
    if (character === "{") return this.#object(depth);
    return character === '"' ? this.#string() : this.#numberOrWord();
  }

  #array(depth: number): JsonArray {
    const array = new JsonArray();
    this.#list("]", () => {
      array.lines.push(this.line);
      array.items.push(this.value(depth + 1));
    });
    return array;
  }

  #object(depth: number): JsonObject {
    const object = new JsonObject(this.line);
    this.#list("}", () => {
      if (this.text[this.#position] !== '"') throw this.#unexpected("a name in quotation marks");
      const name = this.#string();
      this.skipSpace();
      this.#take(":", "a colon");
      this.skipSpace();
      object.fields.set(name, this.value(depth + 1));
    });
    return object;
  }

  /** What is between brackets, separated by commas. */
  #list(end: string, readItem: () => void): void {
    this.#position++;
    this.skipSpace();
    if (this.text[this.#position] === end) {
      this.#position++;
      return;
    }
    for (;;) {
      readItem();
      this.skipSpace();
      if (this.text[this.#position] === end) break;
      this.#take(",", `a comma or "${end}"`);
      this.skipSpace();
    }
    this.#position++;
  }

  #string(): string {
    const start = this.#position;
    let end = start + 1;
    for (; end < this.text.length; end++) {
      const character = this.text.charCodeAt(end);
      if (character === 0x22) break;
      if (character === 0x5c) end++;
    }
    try {
      const read: string = JSON.parse(this.text.slice(start, end + 1));
      this.#position = end + 1;
      return read;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw this.#problem("The JSON cannot be read from here on: a text is not closed, or has a line break in it.");
    }
  }

  #numberOrWord(): number | boolean | null {
    numberOrWord.lastIndex = this.#position;
    const [found] = numberOrWord.exec(this.text) ?? [];
    if (found === undefined) throw this.#unexpected("a value");
    this.#position += found.length;
    return JSON.parse(found);
  }

  #take(character: string, inWords: string): void {
    if (this.text[this.#position] !== character) throw this.#unexpected(inWords);
    this.#position++;
  }

  #unexpected(wanted: string): JsonProblem {
    if (this.#position >= this.text.length) {
      return this.#problem("The JSON ends too early. Export the file again.");
    }
    return this.#problem(`The JSON cannot be read from here on: ${wanted} is missing. Export the file again.`);
  }

  #problem(message: string): JsonProblem {
    return new JsonProblem(message, this.line);
  }
}
