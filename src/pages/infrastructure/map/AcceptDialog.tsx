import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Modal, useStyles2 } from '@grafana/ui';
import { useRef, useState, type FormEvent } from 'react';

import type { AcceptedMap } from '../../../core/hardware-map/acceptance';
import { difference, rowsToAccept } from '../../../core/hardware-map/difference';
import type { HardwareMap } from '../../../core/hardware-map/map';
import { SaveFoot } from '../../../ui/SaveFoot';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { Differences } from './Differences';
import type { Accepted } from './useAccepted';

interface Props {
  /** Name of the cluster. */
  name: string;
  map: HardwareMap;
  latest: AcceptedMap | null;
  accepted: Accepted;
  onClose: () => void;
}

/** What an acceptance changes, and the acceptance. What is shown is what is kept: later readings wait below. */
export function AcceptDialog({ name, map, latest, accepted, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const [shown] = useState(() => ({
    rows: rowsToAccept(latest?.rows ?? [], map),
    difference: difference(latest?.rows ?? [], map),
    base: latest?.id,
  }));
  const { added, changed, gone, unseen, uncompared } = shown.difference;
  // Not on Accept: Enter would put a name under something that was not read.
  const cancel = useRef<HTMLButtonElement>(null);
  useFirstFocus(() => cancel.current);
  const { problem, isSaving } = accepted;
  const accept = async (event: FormEvent) => {
    event.preventDefault();
    if (await accepted.accept(shown.rows, shown.base)) {
      onClose();
    }
  };
  const kept = unseen.length + uncompared.length;
  return (
    <Modal isOpen onDismiss={onClose} title={t('map.accept.title', 'Accept the map of {{name}}', { name })}>
      <form onSubmit={(event) => void accept(event)}>
        <p>
          {latest
            ? t('map.accept.what', '{{added}} new, {{changed}} changed, {{gone}} gone.', {
                added: added.length,
                changed: changed.length,
                gone: gone.length,
              })
            : plural('map.accept.first', shown.rows.length, {
                one: 'The first copy: {{count}} machine. Later maps are compared with it.',
                other: 'The first copy: {{count}} machines. Later maps are compared with it.',
              })}{' '}
          {t('map.accept.as', 'You accept as')} <strong>{user.login}</strong>.
        </p>
        {latest && (
          <div className={styles.list} role="region" aria-label={t('map.accept.list', 'What changes')} tabIndex={0}>
            <Differences difference={shown.difference} />
          </div>
        )}
        {kept > 0 && (
          <p>
            {plural('map.accept.kept', kept, {
              one: '{{count}} machine cannot be read in full now: what was accepted of it stays.',
              other: '{{count}} machines cannot be read in full now: what was accepted of them stays.',
            })}
          </p>
        )}
        {map.duplicates.length > 0 && (
          <p>
            {plural('map.accept.duplicates', map.duplicates.length, {
              one: '{{count}} address or MAC stands twice, and stays flagged.',
              other: '{{count}} addresses or MACs stand twice, and stay flagged.',
            })}
          </p>
        )}
        {problem === 'changed' && (
          <p role="alert">
            {t(
              'map.accept.meanwhile',
              'Somebody else accepted a copy meanwhile. Close this, and look at the differences to it.'
            )}
          </p>
        )}
        <SaveFoot
          append={{ isSaving, problem: problem === 'changed' ? null : problem }}
          save={t('map.accept.do', 'Accept')}
          isReady={problem !== 'changed'}
          onCancel={onClose}
          cancelRef={cancel}
        />
      </form>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ maxHeight: '40vh', overflowY: 'auto', marginBottom: theme.spacing(2) }),
});
