import type { PostureView } from '../../core/products/backups/view';
import { EXIT } from '../usage';

/** What `opsrounds backups` found, for every output format. */
export interface BackupsOutcome {
  view: PostureView;
  /** IANA. */
  zone: string;
  askedMs: number;
}

/** What could not be read, one sentence each. */
export function gapsOf({ view: { sources, journalFailed } }: BackupsOutcome): readonly string[] {
  const said = ({ code, detail }: { code: string; detail?: string }) => detail ?? code;
  return [
    ...sources.flatMap(({ name, problem }) =>
      problem === null ? [] : [`${name} could not be read: ${said(problem)}`]
    ),
    ...(journalFailed === null
      ? []
      : [`The journal could not be read, so restore tests and older days are not known: ${said(journalFailed)}`]),
  ];
}

/** Unprotected and attention win over unknown; where nothing was found nobody knows. */
export function exitCode(outcome: BackupsOutcome): number {
  const { counts } = outcome.view;
  if (counts.unprotected + counts.attention > 0) {
    return EXIT.findings;
  }
  return counts.unknown > 0 || counts.protected === 0 || gapsOf(outcome).length > 0 ? EXIT.unknown : EXIT.ok;
}
