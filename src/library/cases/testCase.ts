import type { Labels } from '../../core/check/series';
import type { ReasonCode, Verdict } from '../../core/check/verdict';
import type { TestedPayload } from '../../core/products/backups/events';
import type { SeriesName } from './labels';
import type { Run } from './notation';

/** Products whose servers a test can answer for. */
export type CaseProduct = 'proxmox-ve' | 'proxmox-backup' | 'argocd' | 'grafana';

/** One test of checks as data: what is there, and what they have to say of it. */
export interface TestCase extends CaseInput {
  name: string;
  file: string;
  /** Line of the file where it begins, from 1. */
  line: number;
  /** A file of recorded input, relative to this one, as far as it was not read yet. */
  input?: string;
  /** Of recorded answers: which refId is the answer to a check's queries. */
  refs: Readonly<Record<string, string>>;
  known: readonly KnownValue[];
  gone: readonly SaidGone[];
  restored: readonly Restored[];
  /** What else is in the journal, and which lists are on; absent: no check asks it. */
  journal?: CaseJournal;
  accepted: readonly AcceptedCase[];
  /** Those of the settings, after those of the library. */
  backupObjectives?: Readonly<Record<string, unknown>>;
  expect: readonly CheckExpectation[];
}

/** What the checks are asked of. */
export interface CaseInput {
  /** What `$window` means; 16 h where nothing is said. */
  windowSeconds?: number;
  /** What a Prometheus holds; absent: none is connected. */
  series?: readonly CaseSeries[];
  server?: CaseServer;
  /** What a Loki holds; absent: none is connected. */
  logs?: readonly CaseStream[];
  /** Results of `/api/ds/query`, by refId. */
  recorded?: Readonly<Record<string, unknown>>;
  /** Time of the verdict where the input has one of its own. */
  nowMs?: number;
  /** What is asked where nothing is expected; empty for whatever finds something. */
  checks: readonly string[];
}

/** One series with its samples. */
export interface CaseSeries extends SeriesName {
  /** Seconds from the verdict to the first place; negative before it. */
  startSeconds: number;
  intervalSeconds: number;
  runs: readonly Run[];
}

/** One stream of a log: its lines, each of them as often as it says. */
export interface CaseStream {
  labels: Labels;
  lines: ReadonlyArray<{
    line: string;
    /** Of the newest one, in seconds before the verdict. */
    agoSeconds: number;
    times: number;
    everySeconds: number;
  }>;
}

/** A server's answers by path below its API. A path that is not there is one that it does not know. */
export interface CaseServer {
  product: CaseProduct;
  answers: Readonly<Record<string, unknown>>;
}

/** What was kept of an entity when a round was signed. */
export interface KnownValue {
  check: string;
  labels: Labels;
  verdict: Extract<Verdict, 'fail' | 'unknown' | 'warn'>;
  value: number | null;
  agoSeconds: number;
}

/** An entity that somebody said is gone for good. */
export interface SaidGone {
  check: string;
  labels: Labels;
  agoSeconds: number;
  by: string;
  why: string;
  /** From now; absent: for ever. */
  untilSeconds?: number;
}

/** A target of backups that somebody restored and signed. */
export interface Restored {
  target: string;
  agoSeconds: number;
  result: TestedPayload['result'];
}

export interface CaseJournal {
  /** Ids of the lists that are on. */
  lists: readonly string[];
  acts: readonly CaseAct[];
  /** Why it cannot be read; absent: it can. */
  fails?: ReasonCode;
}

/** Something that somebody did and signed. */
export type CaseAct = { agoSeconds: number } &
  /** A round of a list, with an item that was done in it. `changed`: an item was decided anew after it. */
  (
    | { act: 'signed'; list: string; done?: string; incomplete: boolean; changed: boolean; countersigned: boolean }
    | { act: 'entered'; figure: string; value: number }
    | { act: 'took-over' }
  );

/** A state of a check that somebody accepted. */
export interface AcceptedCase {
  check: string;
  things: ReadonlyArray<{ labels: Labels; is: string }>;
  agoSeconds: number;
  by: string;
  /** From now; absent: for ever. */
  untilSeconds?: number;
  withdrawn: boolean;
}

/** Without a reason any will do. */
export interface ExpectedVerdict {
  verdict: Verdict;
  reason?: ReasonCode;
}

export interface ExpectedEntity extends ExpectedVerdict {
  labels: Labels;
}

/** What a check has to say. */
export interface CheckExpectation {
  check: string;
  is?: ExpectedVerdict;
  /** Text that the finding holds. */
  finding?: string;
  /** All of them, in any order; absent: not compared. */
  entities?: readonly ExpectedEntity[];
}
