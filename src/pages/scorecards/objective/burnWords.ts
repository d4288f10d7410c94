import type { Verdict } from '../../../core/check/verdict';
import type { Burn } from '../../../core/slo/burn';
import { t } from '../../../ui/t';

/** What the state of a pair of windows is called. One window above its limit is no alert. */
export function burnMark({ state, alert }: Pick<Burn, 'state' | 'alert'>): { state: Verdict; word: string } {
  switch (state) {
    case 'calm':
      return { state: 'pass', word: t('burn.calm', 'Calm') };
    case 'one':
      return { state: 'pass', word: t('burn.one', '1 of 2') };
    case 'firing':
      return { state: alert === 'page' ? 'fail' : 'warn', word: t('burn.firing', 'Firing') };
    case 'unknown':
      return { state: 'unknown', word: t('burn.unknown', 'Unknown') };
    case 'never':
      return { state: 'na', word: t('burn.never', 'Cannot fire') };
  }
}
