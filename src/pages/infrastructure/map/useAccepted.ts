import { useCallback, useRef, useState } from 'react';

import type { Clock, Inventory } from '../../../core/check/ports';
import type { Reason } from '../../../core/check/verdict';
import {
  acceptanceDrafts,
  MAP_LIST,
  readAcceptances,
  type Acceptances,
} from '../../../core/infra/hardwareMap/acceptance';
import type { MapDraft } from '../../../core/infra/hardwareMap/acceptedEvent';
import type { KeptRow } from '../../../core/infra/hardwareMap/map';
import type { PveParts } from '../../../core/infra/proxmox/parts';
import type { Journal } from '../../../core/journal/journal';
import { isAbort, reasonOf, type Loadable } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';
import { useLoaded } from '../../../ui/useLoaded';

const DAY_MS = 86_400_000;

/** How far back the journal is read: most teams accept every week or month, and a map is much to carry. */
const LOOK_BACK_DAYS = [35, 400, 20_000];

interface Known extends Acceptances {
  /** Whether this user may accept; the server decides again when it is written. */
  mayAccept: boolean;
}

export interface Accepted {
  known: Loadable<Known>;
  reread: () => void;
  /** Why the last acceptance was not written; null when none failed. `changed`: somebody else accepted meanwhile. */
  problem: Reason | 'changed' | null;
  /** Before somebody tries anew. */
  forgetProblem: () => void;
  isSaving: boolean;
  /** Writes an acceptance; true when all of it is kept. `base` is the accepted copy that the person compared with. */
  accept: (rows: readonly KeptRow[], base: string | undefined) => Promise<boolean>;
}

/** The accepted copy of a cluster's map, and how to accept another one. */
export function useAccepted(journal: Journal, { uid, name }: Pick<Inventory<PveParts>, 'uid' | 'name'>): Accepted {
  const { clock, newKey } = useServices();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<Known>> => {
      const [acceptances, mayAccept] = await Promise.all([
        readBack(journal, uid, clock, signal),
        journal.canAppend(signal),
      ]);
      return { state: 'ready', value: { ...acceptances, mayAccept } };
    },
    [journal, uid, clock]
  );
  const { loaded, reload } = useLoaded(load);
  const [problem, setProblem] = useState<Accepted['problem']>(null);
  const [isSaving, setSaving] = useState(false);
  // What a retry has still to write: the parts that are kept already have their keys.
  const left = useRef<{ id: string; rows: readonly KeptRow[]; drafts: readonly MapDraft[] } | null>(null);
  const forgetProblem = useCallback(() => setProblem(null), []);

  const accept = useCallback(
    async (rows: readonly KeptRow[], base: string | undefined) => {
      const { signal } = new AbortController();
      setSaving(true);
      setProblem(null);
      try {
        const { latest } = await readBack(journal, uid, clock, signal);
        const begun = left.current?.rows === rows ? left.current : null;
        if (begun && begun.id === latest?.id) {
          // All of it was kept, and only the answer was lost.
          left.current = null;
          reload();
          return true;
        }
        if (latest?.id !== base) {
          setProblem('changed');
          reload();
          return false;
        }
        const id = begun?.id ?? newKey();
        let drafts =
          begun?.drafts ?? acceptanceDrafts({ id, sourceUid: uid, name, rows, ...(base !== undefined && { base }) });
        for (const draft of drafts) {
          left.current = { id, rows, drafts };
          await journal.append(draft, signal);
          drafts = drafts.slice(1);
        }
        left.current = null;
        reload();
        return true;
      } catch (error) {
        setProblem(isAbort(error) ? null : reasonOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [journal, uid, name, clock, newKey, reload]
  );
  return { known: loaded, reread: reload, problem, forgetProblem, isSaving, accept };
}

/** The newest whole acceptance, looked for further and further back. */
async function readBack(journal: Journal, uid: string, clock: Clock, signal: AbortSignal): Promise<Acceptances> {
  let found: Acceptances = { latest: null, broken: [] };
  for (const days of LOOK_BACK_DAYS) {
    const nowMs = clock();
    const range = { class: 'sys', list: MAP_LIST, fromMs: nowMs - days * DAY_MS, toMs: nowMs + DAY_MS } as const;
    found = readAcceptances(await journal.read(range, signal), uid);
    if (found.latest) {
      return found;
    }
  }
  return found;
}
