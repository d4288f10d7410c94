import { createContext, useContext } from 'react';

import type { Round } from '../../ui/round/useRound';
import type { Decisions } from './useDecisions';

/** What every part of the round's surface works with. */
export interface RoundView {
  round: Round;
  decisions: Decisions;
  nowMs: number;
  /** Row whose key hints are drawn and that Tab reaches first. */
  active: string | null;
  /** Opens an item's evidence, of one of its checks or of its worst. */
  openItem: (itemId: string, checkId?: string) => void;
  /** For an act whose button goes away with it: the focus must not fall out of the round. */
  focusRow: (row: string) => void;
}

const RoundViewContext = createContext<RoundView | null>(null);

export const RoundViewProvider = RoundViewContext.Provider;

export function useRoundView(): RoundView {
  const view = useContext(RoundViewContext);
  if (!view) {
    throw new Error('useRoundView outside of a round');
  }
  return view;
}
