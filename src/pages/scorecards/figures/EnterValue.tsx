import { Button } from '@grafana/ui';

import type { KpiReading } from '../../../core/kpi/reading';
import { useConnection } from '../../../ui/connection';
import { useMayNotAppend } from '../../../ui/journal/useAppend';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { takesEntries } from './entryPeriod';

interface Props {
  reading: KpiReading;
  /** Before the dialog opens. */
  onOpen?: () => void;
}

/** Opens the dialog for a figure that a person can enter; for who may not, why. Nothing for other figures. */
export function EnterValue({ reading, onOpen }: Props) {
  return takesEntries(reading) ? <Offer reading={reading} {...(onOpen && { onOpen })} /> : null;
}

function Offer({ reading: { definition }, onOpen }: Props) {
  const [, change] = useAddress();
  const mayNot = useMayNotAppend(useConnection().connection.journal);
  return mayNot === null ? (
    <Button
      size="sm"
      variant="secondary"
      icon="pen"
      onClick={() => {
        onOpen?.();
        change({ enter: definition.id });
      }}
    >
      {t('enter.open', 'Enter a value')}
    </Button>
  ) : (
    <p>{mayNot}</p>
  );
}
