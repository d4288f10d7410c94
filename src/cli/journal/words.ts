import type { FindingKind, IntegrityDoubt, IntegrityFinding } from '../../core/journal/integrity';
import { localDate, localTime } from '../../core/time/zone';
import type { CleanUp } from '../../sources/grafana/annotationCleanUp';
import { plural } from '../output/words';
import type { RunSeal, VerifyOutcome } from './outcome';

/** Sentences of the command line about the journal's integrity. */

const WHAT: Readonly<Record<FindingKind, string>> = {
  edited: 'was edited',
  altered: 'is not what was written',
  missing: 'is gone',
  cleared: 'is gone, with all that is older',
  'other-author': 'is told of another author than it was sent by',
  'author-gone': 'is of a user who was deleted',
};

const DOUBTS: Readonly<Record<IntegrityDoubt, string>> = {
  empty: 'Nothing is there. Whether anything was, the journal cannot tell.',
  'beginning-gone': 'Its beginning is gone: a clean-up of Grafana, or somebody took it away.',
  'late-beginning': 'It begins weeks after the rounds were started: the beginning may be gone.',
  unchained: 'No row names an earlier one, as older releases wrote them: removed rows leave no trace.',
  'newer-version': 'It has rows of a newer release, which this one cannot follow.',
  'other-author': 'Authors differ from the logins that rows were sent under: renamed logins, or rows of others.',
  nobody: 'Users were deleted whose rows do not say whose they were.',
};

export function doubtSentence(doubt: IntegrityDoubt): string {
  return DOUBTS[doubt];
}

/** `Row 17 of 2026-11-20 07:31 by ops1 is gone; row 18 names it.` */
export function findingSentence(finding: IntegrityFinding, zone: string): string {
  const { kind, id, createdMs, author, by, subject, namedBy } = finding;
  const who = author === null ? by : author === '' ? `${by ?? 'unknown'} (user deleted)` : author;
  const sent = kind === 'other-author' ? `, ${by ?? ''}` : '';
  const about = subject === undefined ? '' : `, about ${subject},`;
  const names = namedBy.length === 0 ? '' : `; ${namedWords(namedBy)}`;
  return `Row ${id} of ${momentWords(createdMs, zone)}${who ? ` by ${who}` : ''}${about} ${WHAT[kind]}${sent}${names}.`;
}

function namedWords(ids: readonly number[]): string {
  const [first = 0] = ids;
  return ids.length === 1 ? `row ${first} names it` : `row ${first} and ${ids.length - 1} more name it`;
}

/** What the newest rows are: nothing holds them yet. */
export function openSentence({ integrity: { held, open }, compared }: VerifyOutcome): string {
  const rest = compared === null ? 'were they removed, only an export would show it' : 'the file holds those it has';
  return `${plural(held, 'event')} held by later ones, ${open.toLocaleString('en-US')} by none yet: ${rest}.`;
}

/** `morning/2026-11-20: Signature 8c1f 02ab of ops1, 17 events, some are gone`. */
export function sealSentence({ run, mark, author, events, edited, state }: RunSeal): string {
  const now = {
    intact: edited === 0 ? 'none edited' : `${edited} edited`,
    altered: 'not the same any more',
    gone: 'some are gone',
    unclear: 'which of those that are there now were signed cannot be told',
  }[state];
  return `${run}: Signature ${mark || 'without digest'} of ${author || '(user deleted)'}, ${plural(events, 'event')}, ${now}.`;
}

export function cleanUpSentence(cleanUp: CleanUp): string {
  switch (cleanUp.state) {
    case 'forever':
      return 'Grafana cleans none of it up.';
    case 'limited': {
      const limits = [
        ...(cleanUp.maxAge === null ? [] : [`older than ${cleanUp.maxAge}`]),
        ...(cleanUp.maxRows === null ? [] : [`beyond the newest ${cleanUp.maxRows.toLocaleString('en-US')}`]),
      ];
      return `Grafana deletes annotations ${limits.join(' and ')}: [${cleanUp.section}] of its configuration.`;
    }
    case 'unknown':
      return `Whether Grafana cleans it up is not known: ${cleanUp.reason.detail ?? cleanUp.reason.code}.`;
  }
}

export function momentWords(ms: number, zone: string): string {
  return `${localDate(ms, zone)} ${localTime(ms, zone)}`;
}
