import type { OnTime } from '../../core/checklist/historyFigures';
import { Mark } from '../Mark';
import { t } from '../t';
import { onTimeVerdict, percent, tooFew } from './onTimeWords';

/** How many rounds of a list were signed in time, "97 %"; below the target with its verdict, of too few rounds none. */
export function OnTimeRate({ onTime }: { onTime: OnTime }) {
  const verdict = onTimeVerdict(onTime);
  if (onTime.ratio === null) {
    const few = onTime.unknown > 0 ? t('map.unknown', '{{n}} unknown', { n: onTime.unknown }) : tooFew(onTime.of);
    return <Mark state="unknown" size="sm" word={few} />;
  }
  const text = `${percent(onTime.ratio)} %`;
  return verdict === 'pass' ? <>{text}</> : <Mark state={verdict} size="sm" word={text} />;
}
