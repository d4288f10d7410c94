import type { Series } from '../check/series';
import { isReason, type Reason } from '../check/verdict';
import type { Taken } from './collect';
import type { Objective } from './objective';
import type { Ask, Take } from './plan';

/** Hands the rows of the answers, in the order of the asks, to the objectives: a reason where one of its answers is none. */
export function takenOf(
  asks: readonly Ask[],
  answers: ReadonlyArray<readonly Series[] | Reason>
): (objective: Objective) => readonly Taken[] | Reason {
  const pickers = answers.map((answer) => (isReason(answer) ? answer : pickerOf(answer)));
  const own = new Map<Objective, Array<Take & { index: number }>>();
  asks.forEach(({ takes }, index) => {
    for (const take of takes) {
      const found = own.get(take.objective) ?? [];
      own.set(take.objective, found);
      found.push({ ...take, index });
    }
  });
  return (objective) => {
    const taken: Taken[] = [];
    for (const take of own.get(objective) ?? []) {
      const pick = pickers[take.index];
      if (pick && isReason(pick)) {
        return pick;
      }
      taken.push({ role: take.role, rows: pick?.(take) ?? [] });
    }
    return taken;
  };
}

type Picker = (take: Take) => readonly Series[];

/** Many objectives take a few rows each of one answer: those that have the same label are looked up. */
function pickerOf(rows: readonly Series[]): Picker {
  const byLabel = new Map<string, ReadonlyMap<string, readonly Series[]>>();
  return ({ test, equal }) => {
    if (test === undefined) {
      return rows;
    }
    if (equal && !byLabel.has(equal.label)) {
      byLabel.set(equal.label, rowsBy(equal.label, rows));
    }
    const candidates = equal ? (byLabel.get(equal.label)?.get(equal.value) ?? []) : rows;
    return candidates.filter(({ labels }) => test(labels));
  };
}

function rowsBy(label: string, rows: readonly Series[]): ReadonlyMap<string, readonly Series[]> {
  const found = new Map<string, Series[]>();
  for (const row of rows) {
    const value = row.labels[label] ?? '';
    const same = found.get(value);
    if (same) {
      same.push(row);
    } else {
      found.set(value, [row]);
    }
  }
  return found;
}
