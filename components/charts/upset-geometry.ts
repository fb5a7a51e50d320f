import { formatNumber } from "@/domain/format";

/** Sizes of the drawing in pixels. It is drawn as large as it is: where it does not fit, its frame scrolls. */
export const rowHeight = 26;
const barsTop = 22;
const barsHeight = 150;
export const rowsTop = barsTop + barsHeight + 12;
const gap = 16;
const setBarWidth = 96;

/** How wide a text of the small size may become; names are not measured before they are drawn. */
const widthOf = (text: string) => Math.ceil(text.length * 7);

export const longestName = 26;

type Counted = { count: number };

export type UpSetGeometry = ReturnType<typeof upsetGeometry>;

/** Where everything stands. `columns` has the rest as its last, where there is one. */
export function upsetGeometry(
  rows: readonly (Counted & { name: string })[],
  columns: readonly Counted[],
  most: number,
) {
  const widest = (texts: string[], atLeast: number) => Math.max(atLeast, ...texts.map(widthOf));
  const nameWidth = widest(
    rows.map(({ name }) => name.slice(0, longestName)),
    84,
  );
  const countWidth = widest(
    rows.map(({ count }) => formatNumber(count)),
    28,
  );
  const setBarsLeft = nameWidth + gap + countWidth + 8;
  const columnsLeft = setBarsLeft + setBarWidth + gap;
  const numberWidth =
    widest(
      columns.map(({ count }) => formatNumber(count)),
      0,
    ) + 8;
  const columnWidth = Math.max(30, numberWidth, Math.min(56, Math.floor(680 / Math.max(1, columns.length))));
  const mostInSet = Math.max(1, ...rows.map(({ count }) => count));

  return {
    width: columnsLeft + columns.length * columnWidth,
    height: rowsTop + rows.length * rowHeight,
    countRight: nameWidth + gap + countWidth,
    setBarsLeft,
    columnsLeft,
    columnWidth,
    barsBottom: barsTop + barsHeight,
    barWidth: Math.min(34, columnWidth - 10),
    rowTop: (place: number) => rowsTop + place * rowHeight,
    columnLeft: (place: number) => columnsLeft + place * columnWidth,
    setBar: (count: number) => (count / mostInSet) * setBarWidth,
    /** Somebody is never nothing to be seen; what is larger than the most ends with the plot. */
    bar: (count: number) => Math.min(barsHeight, Math.max(2, (count / Math.max(1, most)) * barsHeight)),
  };
}
