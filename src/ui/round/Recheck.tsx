import { Button } from '@grafana/ui';

import { t } from '../t';
import type { Look } from './useLook';

interface Props {
  look: Pick<Look, 'checking' | 'again' | 'cancel'>;
}

/** Looks again at everything; reads Cancel meanwhile and keeps its width. */
export function Recheck({ look }: Props) {
  const checking = look.checking !== null;
  return (
    <Button
      variant="secondary"
      icon={checking ? 'times' : 'sync'}
      style={{ minWidth: 120, justifyContent: 'center' }}
      onClick={checking ? look.cancel : look.again}
    >
      {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
    </Button>
  );
}
