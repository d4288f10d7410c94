import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import { askedBy, type EvaluatorRegistry } from '../../core/check/evaluator';
import type { RunResult } from '../../core/check/result';
import { groupByKind, runChecks, type RunOptions } from '../../core/check/run';
import { needsALook, withTrends } from '../../core/check/trends';
import type { ChecklistTemplate } from '../../core/checklist/template';
import type { Connection } from '../../core/connection/connection';
import { breathing } from '../breathe';
import type { JournalMemory } from '../journal/journalMemory';
import { pollOf, SCREEN_PACE, type Read } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';
import { useServices } from '../services';
import { shownTrends, type ShownTrends } from './shownTrends';

/** Groups appear together, when all answered or after this long. */
const SETTLE_MS = 2000;
/** Entities of a check that rows draw with their last day, and its evidence. */
const IN_ROWS = 5;
const IN_EVIDENCE = 50;

export interface Look {
  /** What is known: the last complete look, or on the first one what has answered so far. Trends fill in later. */
  result: RunResult | null;
  /** All sources that are asked, known before any of them has answered. */
  asked: ReadonlyArray<{ uid: string; name: string }>;
  /** Those of them that have neither answered nor timed out. */
  pending: ReadonlyArray<{ uid: string; name: string }>;
  /** The last look that every source answered, since this page was opened: what a silent source said before. */
  lastGood: RunResult | null;
  /** `all`, or the id of the item that is looked at again. */
  checking: string | null;
  /** The groups may be shown. */
  settled: boolean;
  /** When it is looked at again by itself; null while looking or when nothing was looked at. */
  nextMs: number | null;
  /** Looks again at everything; once for all who want it in the same moment. */
  again: () => void;
  againItem: (itemId: string, checkIds: readonly string[]) => void;
  cancel: () => void;
  /** The evidence of this check is shown, with the last day of its entities. */
  showEvidence: (checkId: string) => void;
}

/** What a look under way has told. */
interface Looking {
  /** `all`, or an item's id. */
  what: string;
  /** Only of the first look: later, the last complete one stays until the next. */
  partial: RunResult | null;
  pending: Look['pending'];
}

interface LookOptions extends Pick<RunOptions, 'registry' | 'clock' | 'windowSeconds'> {
  recall: JournalMemory['recall'];
}

/** What of a checklist a look depends on. */
export interface Looked {
  connection: Pick<Connection, 'registry'>;
  memory: Pick<JournalMemory, 'recall'>;
  template: Pick<ChecklistTemplate, 'windowSeconds'>;
  definitions: readonly CheckDefinition[];
}

/**
 * Looks at the checks once, then by itself while the page is shown, sooner while a source is silent, and whenever a person asks.
 * @param list All who look at the same object share one look.
 */
export function useLook(list: Looked): Look {
  const { clock } = useServices();
  const { definitions, connection, memory, template } = list;
  const options = useMemo((): LookOptions => {
    const { registry } = connection;
    return { registry, clock, windowSeconds: template.windowSeconds, recall: memory.recall };
  }, [connection, clock, template, memory]);
  const poll = useMemo(
    () =>
      sharedPoll(list, 'look', () =>
        pollOf({ ...SCREEN_PACE, read: lookAt('all', definitions, options), isGood: allAnswered }, clock)
      ),
    [list, definitions, options, clock]
  );
  const asked = useMemo(() => sourcesOf(definitions, options.registry), [definitions, options]);
  const { value, lastGood, isReading, progress, nextMs } = usePoll(poll);
  const again = useCallback(() => poll.refresh(), [poll]);
  const againItem = useCallback(
    (itemId: string, ids: readonly string[]) => {
      const chosen = definitions.filter((definition) => ids.includes(definition.id));
      // Before the first complete look there is nothing that a part of it could be added to.
      void (poll.state().value === null ? poll.again() : poll.again(lookAt(itemId, chosen, options)));
    },
    [poll, definitions, options]
  );
  const { result, showEvidence } = useTrends(list, value ?? progress?.partial ?? null, value !== null);
  const isFirst = isReading && value === null;
  const hasWaited = useHasWaited(isFirst);
  return {
    result,
    asked,
    pending: isFirst ? (progress?.pending ?? asked) : [],
    lastGood,
    checking: isReading ? (progress?.what ?? 'all') : null,
    settled: value !== null || (isFirst && hasWaited),
    nextMs,
    again,
    againItem,
    cancel: poll.cancel,
    showEvidence,
  };
}

const shown = new WeakMap<object, ShownTrends>();

/** All who look at one list share what they show. */
function trendsOf(list: Looked): ShownTrends {
  const { registry } = list.connection;
  const own = shown.get(list) ?? shownTrends({ registry, windowSeconds: list.template.windowSeconds });
  shown.set(list, own);
  return own;
}

/** What was found, with the last day of what is shown as soon as it is known: verdicts do not wait for it. */
function useTrends(list: Looked, found: RunResult | null, isWhole: boolean): Pick<Look, 'result' | 'showEvidence'> {
  const own = useMemo(() => trendsOf(list), [list]);
  const trends = useSyncExternalStore(own.subscribe, own.trends);
  const [evidence, setEvidence] = useState<string | null>(null);
  useEffect(() => {
    if (found && isWhole) {
      own.show([...found.checks.values()].filter(needsALook), IN_ROWS, found.askedMs);
    }
  }, [own, found, isWhole]);
  useEffect(() => {
    const check = evidence === null ? undefined : found?.checks.get(evidence);
    if (found && check) {
      own.show([check], IN_EVIDENCE, found.askedMs);
    }
  }, [own, found, evidence]);
  const result = useMemo(() => found && withTrends(found, trends), [found, trends]);
  return { result, showEvidence: setEvidence };
}

/** Whether so much time has passed since it began to wait. */
function useHasWaited(isWaiting: boolean): boolean {
  const [hasWaited, setWaited] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      return;
    }
    const timer = setTimeout(() => setWaited(true), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      setWaited(false);
    };
  }, [isWaiting]);
  return hasWaited;
}

function lookAt(
  what: string,
  chosen: readonly CheckDefinition[],
  { recall, ...options }: LookOptions
): Read<RunResult, Looking> {
  return async (signal, tell, last) => {
    const isFirst = last === null;
    tell({ what, partial: null, pending: isFirst ? sourcesOf(chosen, options.registry) : [] });
    const found = await runChecks(chosen, {
      ...options,
      signal,
      breathe: breathing(),
      memory: recall(signal),
      onProgress: (partial, pending) => {
        if (isFirst) {
          tell({ what, partial, pending });
        }
      },
    });
    return what === 'all' || isFirst ? found : merge(last, found);
  };
}

function allAnswered({ sources }: RunResult): boolean {
  return sources.every((source) => source.answered);
}

/** Who will be asked, before anybody has answered. */
function sourcesOf(definitions: readonly CheckDefinition[], registry: EvaluatorRegistry): Look['pending'] {
  const sources = [...groupByKind(definitions)].flatMap(([kind, checks]) => {
    const evaluator = registry[kind];
    return evaluator ? askedBy(evaluator, checks) : [];
  });
  return [...new Map(sources.map((source) => [source.uid, source])).values()];
}

/** The old look with some checks looked at again. Its age stays that of the older values. */
function merge(old: RunResult, found: RunResult): RunResult {
  const asked = new Map(old.sources.map((source) => [source.uid, source]));
  found.sources.forEach((source) => asked.set(source.uid, source));
  return {
    askedMs: old.askedMs,
    checks: new Map([...old.checks, ...found.checks]),
    sources: [...asked.values()],
  };
}
