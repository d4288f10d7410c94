import type { BoardItem } from '../../core/checklist/board';
import type { DecisionKind } from '../../core/checklist/state';
import { causeKey } from '../../ui/round/frozen';
import { useServices } from '../../ui/services';
import type { Round } from '../../ui/round/useRound';
import { offered } from './decisions';
import type { Decisions } from './useDecisions';

interface Acts {
  round: Round;
  decisions: Decisions;
  byId: ReadonlyMap<string, BoardItem>;
  openItem: (itemId: string) => void;
  /** Asks whom an item is given to. */
  give: (entry: BoardItem) => void;
  sign: () => void;
  toggleHelp: () => void;
}

const DECISION_KEYS: Readonly<Record<string, DecisionKind>> = {
  a: 'acknowledged',
  i: 'risk',
  d: 'deferred',
  h: 'checked',
  x: 'na',
  ' ': 'done',
};

/** What a key means on a row of the round; true when it meant something. */
export function useRoundActs({ round, decisions, byId, openItem, give, sign, toggleHelp }: Acts) {
  const { user } = useServices();
  const claim = (entry: BoardItem) => {
    const isMine = round.state.owners.get(entry.item.id)?.who === user.login;
    decisions.assign(entry, isMine ? '' : user.login);
  };
  return (rawKey: string, row: string | null, onRow: boolean): boolean => {
    const key = rawKey.toLowerCase();
    const entry = row === null ? undefined : byId.get(row);
    const cause = round.groups?.causes.find((one) => causeKey(one) === row);
    // Enter and Space belong to whatever button or link has the focus.
    if ((key === 'enter' || key === ' ') && !onRow) {
      return false;
    }
    switch (key) {
      case '?':
        toggleHelp();
        return true;
      case 's':
        sign();
        return true;
      case 'enter':
        return entry ? did(() => openItem(entry.item.id)) : cause !== undefined && did(round.look.again);
      case 'r':
        return entry?.mode === 'machine'
          ? did(() => round.look.againItem(entry.item.id, entry.item.checks))
          : cause !== undefined && did(round.look.again);
      default:
        return (
          round.mayDecide &&
          row !== null &&
          decideByKey(key, row, entry, cause !== undefined, { decisions, openItem, claim, give })
        );
    }
  };
}

function decideByKey(
  key: string,
  row: string,
  entry: BoardItem | undefined,
  isCause: boolean,
  {
    decisions,
    openItem,
    claim,
    give,
  }: Pick<Acts, 'decisions' | 'openItem' | 'give'> & { claim: (entry: BoardItem) => void }
): boolean {
  if (isCause) {
    return key === 'd' && did(() => decisions.openForm(row, 'deferred'));
  }
  if (!entry) {
    return false;
  }
  if (key === 'u') {
    return entry.decision !== null && did(() => decisions.takeBack([entry]));
  }
  if (key === 'c') {
    return did(() => claim(entry));
  }
  if (key === 'g') {
    return did(() => give(entry));
  }
  if (key === 'n' && entry.mode === 'hand' && entry.needsDecision) {
    return did(() => decisions.openForm(row, 'done'));
  }
  if (key === 'n') {
    return did(() => openItem(entry.item.id));
  }
  const kind = DECISION_KEYS[key];
  // "Not applicable" has no button in an exception's row, but a key everywhere.
  const allowed = kind !== undefined && entry.needsDecision && (kind === 'na' || offered(entry).includes(kind));
  return allowed && did(() => decisions.choose(row, kind, [entry]));
}

function did(act: () => void): true {
  act();
  return true;
}
