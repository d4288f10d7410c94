import { useCallback, useMemo, useRef, useState } from 'react';

import type { AcceptedDraft } from '../../../core/acceptance/event';
import type { Reason } from '../../../core/check/verdict';
import {
  acceptanceDrafts,
  MAP_LIST,
  readAcceptances,
  type MapAcceptances,
} from '../../../core/hardware-map/acceptance';
import type { KeptRow } from '../../../core/hardware-map/row';
import type { Inventory } from '../../../core/inventory/port';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { useJournal, type OpenJournal } from '../../../ui/journal/useJournal';
import { isAbort, reasonOf, type Loadable } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back the journal is read: most teams accept every week or month, and a map is much to carry. */
const LOOK_BACK_DAYS = [35, 400, 20_000];

interface Known extends MapAcceptances {
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
export function useAccepted({ uid, name }: Pick<Inventory<PveParts>, 'uid' | 'name'>): Accepted {
  const { clock, newKey } = useServices();
  const { known, write, reread } = useAcceptances(uid);
  const [problem, setProblem] = useState<Accepted['problem']>(null);
  const [isSaving, setSaving] = useState(false);
  // What a retry goes on with: the parts that are kept already have their keys.
  const begun = useRef<{ id: string; rows: readonly KeptRow[]; drafts: readonly AcceptedDraft[] } | null>(null);
  const forgetProblem = useCallback(() => setProblem(null), []);

  const accept = useCallback(
    async (rows: readonly KeptRow[], base: string | undefined) => {
      setSaving(true);
      setProblem(null);
      try {
        const fresh = await reread();
        if (fresh === null || 'reason' in fresh) {
          setProblem(fresh && fresh.reason);
          return false;
        }
        const mine = begun.current?.rows === rows ? begun.current : null;
        const { latest } = readAcceptances(fresh.value, uid, clock());
        if (latest?.id !== base && latest?.id !== mine?.id) {
          setProblem('changed');
          return false;
        }
        const id = mine?.id ?? newKey();
        const drafts =
          mine?.drafts ?? acceptanceDrafts({ id, sourceUid: uid, name, rows, ...(base !== undefined && { base }) });
        begun.current = { id, rows, drafts };
        // Of what was kept though its answer was lost, nothing is written twice.
        const kept = new Set(fresh.value.events.map(({ key }) => key));
        await write(drafts.filter(({ key }) => !kept.has(key)));
        begun.current = null;
        return true;
      } catch (error) {
        setProblem(isAbort(error) ? null : reasonOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [uid, name, clock, newKey, reread, write]
  );
  return { known, reread: () => void reread(), problem, forgetProblem, isSaving, accept };
}

/** The newest whole acceptance, looked for further and further back, and followed from then on. */
function useAcceptances(uid: string): { known: Loadable<Known> } & Pick<OpenJournal, 'write' | 'reread'> {
  const { clock } = useServices();
  const [openedMs] = useState(clock);
  const [depth, setDepth] = useState(0);
  const { reading, canAppend, write, reread } = useJournal({
    class: 'sys',
    list: MAP_LIST,
    fromMs: openedMs - (LOOK_BACK_DAYS[depth] ?? 0) * DAY_MS,
    thenFromMs: openedMs - HOUR_MS,
  });
  const acceptances = useMemo(
    () => (reading.state === 'ready' ? readAcceptances(reading.value, uid, clock()) : null),
    [reading, uid, clock]
  );
  if (acceptances && !acceptances.latest && depth < LOOK_BACK_DAYS.length - 1) {
    setDepth(depth + 1);
  }
  const known = useMemo((): Loadable<Known> => {
    if (reading.state !== 'ready') {
      return reading;
    }
    return acceptances && (acceptances.latest || depth === LOOK_BACK_DAYS.length - 1)
      ? { state: 'ready', value: { ...acceptances, mayAccept: canAppend === true } }
      : { state: 'loading' };
  }, [reading, acceptances, depth, canAppend]);
  return { known, write, reread };
}
