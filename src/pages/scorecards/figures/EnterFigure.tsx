import type { KpiReading } from '../../../core/kpi/reading';
import { useAddress } from '../../../ui/useAddress';
import { EnterDialog } from './EnterDialog';
import { takesEntries } from './entryPeriod';

interface Props {
  readings: readonly KpiReading[];
  /** Reads the figures again. */
  onWritten: () => Promise<unknown>;
}

/** The dialog for the figure that the address names by `?enter=`; nothing where it names none that can be entered. */
export function EnterFigure({ readings, onWritten }: Props) {
  const [params, change] = useAddress();
  const id = params.get('enter');
  const reading = readings.find((one) => one.definition.id === id && takesEntries(one));
  return reading ? (
    <EnterDialog key={id} reading={reading} onWritten={onWritten} onClose={() => change({ enter: null })} />
  ) : null;
}
