import type { AcceptedRisks } from '../core/acceptance/risk';
import type { RunResult } from '../core/check/result';
import type { Board, Counts } from '../core/checklist/board';
import { countsOf } from '../core/checklist/buildBoard';
import type { ChecklistTemplate } from '../core/checklist/template';
import { EXIT } from './usage';

/** What `opsrounds check` found, for every output format. */
export interface Outcome {
  template: ChecklistTemplate;
  board: Board;
  result: RunResult;
  /** They change neither a verdict nor the exit code. */
  risks: AcceptedRisks;
}

/** Findings win over what could not be seen; and a round of which nothing could be asked is not a good one. */
export function exitCode(outcome: Outcome): number {
  const tally = tallyOf(outcome);
  // An item that is unknown may warn as well.
  if (outcome.board.items.some(({ findings }) => findings.some(({ verdict }) => verdict !== 'unknown'))) {
    return EXIT.findings;
  }
  return tally.unknown > 0 || tally.pass === 0 ? EXIT.unknown : EXIT.ok;
}

/** Items by what is said of them; a command waits until nothing is pending. */
export function tallyOf({ board }: Outcome): Counts['tally'] {
  return countsOf(board.items).tally;
}
