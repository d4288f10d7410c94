const WIDTH = 80;

/** Columns of the mark before each line. */
export const MARK_WIDTH = 9;
export const INDENT = ' '.repeat(MARK_WIDTH);

/** Breaks at spaces so that a line fits behind its mark; a no-break space keeps a number and its unit together. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH - MARK_WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
