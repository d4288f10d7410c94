/** A table of Markdown with columns as wide as their longest cell, as prettier leaves it. */
export function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((cells) => cells[column]?.length ?? 0))
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
