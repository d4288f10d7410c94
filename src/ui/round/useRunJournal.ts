import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { RunDraft, RunEvent } from '../../core/checklist/event';
import type { Run } from '../../core/checklist/run';
import type { EventDraft, JournalEvent, JournalReading } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import type { Reason } from '../../core/check/verdict';
import { isAbort, reasonOf, type Loadable } from '../loadable';
import { useServices } from '../services';
import { useVisible } from './useVisible';

const POLL_MS = 10_000;
const RETRY_MS = 5_000;
const DAY_MS = 86_400_000;
/** How far back the first reading looks for what was written last time. */
const LAST_TIME_DAYS = 7;

export interface RunJournal {
  /** Saved events and those on their way, which carry negative ids. */
  reading: Loadable<JournalReading>;
  /** Undefined while it is being asked. */
  canAppend: boolean | undefined;
  /** Items (or '' for the run) whose last act has not been saved yet, and whether saving it has failed before. */
  unsaved: ReadonlyMap<string, 'saving' | 'retrying'>;
  /** Why the last act was refused for good; null when none was. */
  refused: Reason | null;
  append: (drafts: readonly RunDraft[]) => Promise<boolean>;
  reread: () => void;
}

/** Reads a run's events, follows what others write, and writes: an act shows at once and is repeated until it is saved. */
export function useRunJournal(journal: Journal, run: Run): RunJournal {
  const { clock, user } = useServices();
  const visible = useVisible();
  const [saved, setSaved] = useState<Loadable<JournalReading>>({ state: 'loading' });
  const [waiting, setWaiting] = useState<readonly RunEvent[]>([]);
  const [retrying, setRetrying] = useState(false);
  const [canAppend, setCanAppend] = useState<boolean>();
  const [refused, setRefused] = useState<Reason | null>(null);
  const life = useRef(new AbortController());
  const nextId = useRef(-1);
  // What was saved while a reading was on its way is missing in that reading.
  const own = useRef<ReadonlyArray<{ event: JournalEvent; savedMs: number }>>([]);

  useEffect(() => {
    const abort = new AbortController();
    life.current = abort;
    return () => abort.abort();
  }, [journal]);

  const read = useCallback(
    async (fromMs: number) => {
      const startedMs = clock();
      try {
        const range = { list: run.list, class: 'run' as const, fromMs, toMs: clock() + DAY_MS };
        const reading = await journal.read(range, life.current.signal);
        own.current = own.current.filter((entry) => entry.savedMs >= startedMs);
        const whole = own.current.reduce((value, entry) => withEvent(value, entry.event), reading);
        setSaved((old) => ({
          state: 'ready',
          value: old.state === 'ready' ? joined(old.value, whole, fromMs) : whole,
        }));
      } catch (error) {
        if (!isAbort(error)) {
          // What was read stays: the next poll may succeed.
          setSaved((old) => (old.state === 'ready' ? old : { state: 'failed', reason: reasonOf(error) }));
        }
      }
    },
    [journal, run.list, clock]
  );
  const readAll = useCallback(() => void read(run.openMs - LAST_TIME_DAYS * DAY_MS), [read, run.openMs]);
  useEffect(readAll, [readAll]);
  useEffect(() => {
    journal.canAppend(life.current.signal).then(setCanAppend, (error: unknown) => {
      if (!isAbort(error)) {
        setCanAppend(false);
      }
    });
  }, [journal]);

  const seen = useRef(false);
  useEffect(() => {
    if (!visible) {
      return;
    }
    const poll = () => void read(run.openMs);
    if (seen.current) {
      poll();
    }
    seen.current = true;
    window.addEventListener('focus', poll);
    const timer = setInterval(poll, POLL_MS);
    return () => {
      window.removeEventListener('focus', poll);
      clearInterval(timer);
    };
  }, [visible, read, run.openMs]);

  const append = useCallback(
    async (drafts: readonly RunDraft[]) => {
      // Time and author as the server is expected to give them, until it has.
      const events = drafts.map((draft): RunEvent => {
        return { ...draft, id: nextId.current--, author: user.login, createdMs: clock(), updatedMs: clock() };
      });
      setRefused(null);
      setWaiting((old) => [...old, ...events]);
      try {
        for (const draft of drafts) {
          const event = await appendUntilSaved(journal, draft, life.current.signal, () => setRetrying(true));
          setRetrying(false);
          own.current = [...own.current, { event, savedMs: clock() }];
          setSaved((old) => (old.state === 'ready' ? { ...old, value: withEvent(old.value, event) } : old));
          setWaiting((old) => old.filter((entry) => entry.key !== draft.key));
        }
        return true;
      } catch (error) {
        if (!isAbort(error)) {
          setRefused(reasonOf(error));
          setRetrying(false);
          const keys = new Set(drafts.map((draft) => draft.key));
          setWaiting((old) => old.filter((entry) => !keys.has(entry.key)));
        }
        return false;
      }
    },
    [journal, clock, user.login]
  );

  const reading = useMemo<Loadable<JournalReading>>(
    () =>
      saved.state === 'ready'
        ? {
            state: 'ready',
            value: { ...saved.value, events: [...saved.value.events, ...missingIn(saved.value, waiting)] },
          }
        : saved,
    [saved, waiting]
  );
  const unsaved = useMemo(
    () => new Map(waiting.map((event) => [event.payload.item ?? '', retrying ? 'retrying' : 'saving'] as const)),
    [waiting, retrying]
  );
  return { reading, canAppend, unsaved, refused, append, reread: readAll };
}

/** Repeats with the same key, which counts once however often it arrives; gives up when the answer would stay the same. */
async function appendUntilSaved(
  journal: Journal,
  draft: EventDraft,
  signal: AbortSignal,
  onRetry: () => void
): Promise<JournalEvent> {
  for (;;) {
    try {
      return await journal.append(draft, signal);
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      const reason = reasonOf(error);
      if (reason.code !== 'source-down' && reason.code !== 'timeout') {
        throw error;
      }
      onRetry();
      await delay(RETRY_MS, signal);
    }
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

/** The newer reading replaces the old one from its start on; what lies before it stays. */
function joined(old: JournalReading, newer: JournalReading, fromMs: number): JournalReading {
  return {
    events: [...old.events.filter((event) => event.createdMs < fromMs), ...newer.events],
    rejected: [...old.rejected.filter((row) => row.createdMs < fromMs), ...newer.rejected],
  };
}

/** Events on their way that no reading has shown yet, after all that stands: the server's clock may be ahead. */
function missingIn(reading: JournalReading, waiting: readonly JournalEvent[]): JournalEvent[] {
  const keys = new Set(reading.events.map((event) => event.key));
  const latestMs = Math.max(0, ...reading.events.map((event) => event.createdMs));
  return waiting
    .filter((event) => !keys.has(event.key))
    .map((event) => ({ ...event, createdMs: Math.max(event.createdMs, latestMs + 1) }));
}

function withEvent(reading: JournalReading, event: JournalEvent): JournalReading {
  return { ...reading, events: [...reading.events.filter((entry) => entry.key !== event.key), event] };
}
