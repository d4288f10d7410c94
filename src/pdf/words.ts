import type { Paper } from './paper';
import type { Style } from './tokens';

/** A stretch of text in one style. */
export interface Run {
  text: string;
  role: Style;
}

export type Line = readonly Run[];

/** Breaks runs into lines of at most this width, at spaces; a word that is longer is cut after a separator or anywhere. */
export function breakLines(paper: Paper, runs: readonly Run[], width: number): Line[] {
  const lines: Run[][] = [[]];
  let used = 0;
  for (const { text, role } of runs) {
    for (const token of text.split(/(?<= )/).flatMap((word) => cutWord(paper, word, role, width))) {
      const bare = paper.width(token.trimEnd(), role);
      if (used > 0 && used + bare > width + 0.01) {
        lines.push([]);
        used = 0;
      }
      const line = lines[lines.length - 1] as Run[];
      const last = line[line.length - 1];
      if (last?.role === role) {
        last.text += token;
      } else {
        line.push({ text: token, role });
      }
      used += paper.width(token, role);
    }
  }
  return lines.map((line) =>
    line.map((run, index) => (index === line.length - 1 ? { ...run, text: run.text.trimEnd() } : run))
  );
}

/** Draws lines one below the other; returns the baseline after the last. */
export function drawLines(paper: Paper, lines: readonly Line[], x: number, baseline: number, leading: number): number {
  let at = baseline;
  for (const line of lines) {
    drawRuns(paper, line, x, at);
    at += leading;
  }
  return at;
}

/** Draws runs side by side; returns where the next would begin. */
export function drawRuns(paper: Paper, runs: Line, x: number, baseline: number): number {
  let at = x;
  for (const { text, role } of runs) {
    paper.text(at, baseline, text, role);
    at += paper.width(text, role);
  }
  return at;
}

/** Width of a line. */
export function lineWidth(paper: Paper, line: Line): number {
  return line.reduce((sum, { text, role }) => sum + paper.width(text, role), 0);
}

function cutWord(paper: Paper, word: string, role: Style, width: number): string[] {
  if (paper.width(word.trimEnd(), role) <= width) {
    return [word];
  }
  const parts: string[] = [];
  let part = '';
  for (const piece of word
    .split(/(?<=[/\-_.,:=@])/)
    .flatMap((one) => (paper.width(one, role) <= width ? [one] : [...one]))) {
    if (part !== '' && paper.width(part + piece, role) > width) {
      parts.push(part);
      part = '';
    }
    part += piece;
  }
  return [...parts, part];
}
