import { useParams } from 'react-router-dom';

import { LoadableView } from '../../ui/LoadableView';
import { t } from '../../ui/t';
import { Frame } from './Frame';
import { NoSuchRound } from './NoSuchRound';
import { PastRunView } from './PastRunView';
import { usePastRun } from './usePastRun';

/** The record of the round that the address names. */
export function PastRunPage() {
  const { list = '', date = '', shift } = useParams();
  const key = [list, date, ...(shift === undefined ? [] : [shift])].join('/');
  // Another round is another reading: nothing of the one before is shown meanwhile.
  return <PastRunOf key={key} run={key} />;
}

function PastRunOf({ run }: { run: string }) {
  const { loaded, reload } = usePastRun(run);
  const name = t('record.title', 'Past round');
  return (
    <LoadableView
      of={loaded}
      subject={t('record.subject', 'The record of this round')}
      loading={
        <Frame name={name}>
          <p role="status">{t('record.reading', 'Reading the journal')}</p>
        </Frame>
      }
      failed={(notice) => <Frame name={name}>{notice}</Frame>}
      empty={<NoSuchRound />}
      onRetry={reload}
    >
      {(past) => <PastRunView past={past} />}
    </LoadableView>
  );
}
