import type { PveGuest } from './parts';

/**
 * What a guest's status can be: of containers `running` and `stopped`, of virtual machines all that QEMU itself can say (`RunState`).
 * Locks explain what lasts a while: a task that holds one of them brings the status about, and takes it back when it ends.
 */
type GuestWord =
  | { is: 'up' | 'down' }
  /** It stands on an error until somebody does something. */
  | { is: 'broken'; says: string }
  /** On its way, or halted by somebody. */
  | { is: 'between'; says: string; locks: readonly string[] };

const between = (says: string, ...locks: string[]): GuestWord => ({ is: 'between', says, locks });
const broken = (says: string): GuestWord => ({ is: 'broken', says });

const WORDS: ReadonlyMap<string, GuestWord> = new Map<string, GuestWord>([
  ['running', { is: 'up' }],
  ['stopped', { is: 'down' }],
  ['io-error', broken('stands on an I/O error: look at its storage')],
  ['internal-error', broken('stands on an internal error of QEMU: read its log, then reset it')],
  ['guest-panicked', broken('stands since its kernel panicked: look at its console, then reset it')],
  ['watchdog', broken('was stopped by its watchdog: look at its console, then reset it')],
  ['paused', between('is paused', 'backup', 'migrate', 'snapshot', 'snapshot-delete', 'suspending', 'rollback')],
  ['suspended', between('is suspended', 'suspending')],
  ['prelaunch', between('was made ready and never started', 'backup', 'migrate', 'rollback', 'create')],
  ['inmigrate', between('waits for its memory from another node', 'migrate', 'rollback')],
  ['finish-migrate', between('ends a migration', 'migrate')],
  ['postmigrate', between('was left behind by a migration', 'migrate')],
  ['save-vm', between('saves its memory', 'snapshot', 'suspending')],
  ['restore-vm', between('restores its memory', 'rollback')],
  ['shutdown', between('has shut down, and its process is still there', 'backup')],
  ['colo', between('is kept in step with another one')],
  ['debug', between('is halted by a debugger')],
]);

/** Whether it is up, down, broken or in between; null for a status that nobody here knows, `unknown` among them. */
export function guestWord(status: string): GuestWord | null {
  return WORDS.get(status) ?? null;
}

export interface GuestState {
  /** 0 well or at rest, 1 in between, 2 broken. */
  value: 0 | 1 | 2;
  /** In words that follow a name. */
  says: string;
}

/**
 * What its status is worth; null where that is not known. One in between is well as long as a lock explains it, whose age is
 * another measure's business. One that was suspended to disk is at rest and yet waits for somebody.
 */
export function guestState({ status, lock }: Pick<PveGuest, 'status' | 'lock'>): GuestState | null {
  const word = guestWord(status);
  switch (word?.is) {
    case undefined:
      return null;
    case 'up':
      return { value: 0, says: 'runs' };
    case 'down':
      return lock === 'suspended' ? { value: 1, says: 'is suspended to disk' } : { value: 0, says: 'is stopped' };
    case 'broken':
      return { value: 2, says: word.says };
    case 'between':
      return { value: lock !== null && word.locks.includes(lock) ? 0 : 1, says: word.says };
  }
}
