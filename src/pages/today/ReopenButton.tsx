import { Button } from '@grafana/ui';
import { useState } from 'react';

import { t } from '../../ui/t';
import { ReasonDialog } from './ReasonDialog';
import { useRoundView } from './roundView';

/** Takes a signature back, or that a round is skipped; absent for whoever may not. */
export function ReopenButton() {
  const [isAsking, setAsking] = useState(false);
  const { round, decisions } = useRoundView();
  if (!round.mayDecide) {
    return null;
  }
  return (
    <>
      <Button size="sm" variant="secondary" fill="text" onClick={() => setAsking(true)}>
        {t('reopen.button', 'Reopen')}
      </Button>
      {isAsking && (
        <ReasonDialog
          title={t('reopen.title', 'Reopen {{list}}', { list: round.connected.template.title })}
          consequence={t(
            'reopen.what',
            'The signature does not count any more and the round has to be signed again. The record keeps both.'
          )}
          act={t('reopen.button', 'Reopen')}
          onAct={decisions.reopen}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
