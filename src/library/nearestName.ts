/** The name that looks most like the one that was written. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const ranked = [...names].map((name) => ({ name, distance: editDistance(written, name) }));
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** The same, but only where it may be the one that was meant: at most a share of its letters are others, of many names a small one. */
export function nearName(written: string, names: Iterable<string>, share = 0.25): string | undefined {
  const nearest = nearestName(written, names);
  return nearest !== undefined && editDistance(written, nearest) <= written.length * share ? nearest : undefined;
}

/** Levenshtein: letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (above[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1]);
      line.push(Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
