import { expect, test } from "vitest";
import { readYesOrNo } from "./yes-or-no";

test.each([
  ["TRUE", true],
  ["False", false],
  ["WAHR", true],
  ["FALSCH", false],
  ["VRAI", true],
  ["FAUX", false],
  ["VERDADERO", true],
  ["FALSO", false],
  ["PRAWDA", true],
  ["FAŁSZ", false],
  ["DOĞRU", true],
  ["YANLIŞ", false],
  ["ИСТИНА", true],
  ["ЛОЖЬ", false],
  ["yes", undefined],
  ["1", undefined],
  ["", undefined],
  ["constructor", undefined],
])("a spreadsheet's %s means %s", (text, meaning) => expect(readYesOrNo(text)).toBe(meaning));
