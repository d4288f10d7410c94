import { Modal } from '@grafana/ui';
import { useRef, useState, type FormEvent } from 'react';

import { expectedDraft, type ExpectedThings, type SaidExpected } from '../../../core/acceptance/expected';
import { osdDifference } from '../../../core/products/ceph/expectedOsds';
import type { Append } from '../../../ui/journal/useAppend';
import { useWhyUntil, WhyUntilFields } from '../../../ui/journal/WhyUntilFields';
import { SaveFoot } from '../../../ui/SaveFoot';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { namesText } from './namesText';

interface Props {
  /** Name of the cluster. */
  name: string;
  things: ExpectedThings;
  /** Those of them that are missing now. */
  missing: readonly string[];
  /** The list that this one replaces. */
  said: SaidExpected | null;
  append: Append;
  onClose: () => void;
}

/** Accepts the OSDs of a cluster as expected. What is shown is what is kept: later readings change nothing in it. */
export function ExpectDialog({ name, append, onClose, ...now }: Props) {
  const { newKey, user } = useServices();
  const why = useRef<HTMLInputElement>(null);
  const [shown] = useState(now);
  const [key] = useState(newKey);
  const words = useWhyUntil();
  useFirstFocus(() => why.current);
  const { things, said, missing } = shown;
  const isReady = words.isReady && !append.isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) {
      return;
    }
    const draft = expectedDraft({
      id: key,
      things,
      name,
      why: words.why.trim(),
      untilMs: words.untilMs,
      ...(said && { base: said.id }),
    });
    void append.write(draft).then((isKept) => {
      if (isKept) {
        onClose();
      }
    });
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('ceph.expect.title', 'OSDs that {{name}} should have', { name })}>
      <form onSubmit={submit}>
        <p>
          {plural(
            'ceph.expect.what',
            things.values.length,
            {
              one: '{{count}} OSD: {{osds}}.',
              other: '{{count}} OSDs: {{osds}}.',
            },
            { osds: namesText(things.values) }
          )}{' '}
          {t('ceph.expect.means', 'One that vanishes is missing until somebody says that it was removed on purpose.')}{' '}
          {t('ceph.expect.as', 'You accept as')} <strong>{user.login}</strong>.
        </p>
        <Changes {...shown} />
        {missing.length > 0 && (
          <p>
            {t(
              'ceph.expect.missing',
              'Missing now, and expected all the same: {{osds}}. Say of one that was removed on purpose that it was, before you accept.',
              { osds: namesText(missing) }
            )}
          </p>
        )}
        <WhyUntilFields
          of={words}
          first={why}
          hint={t('ceph.expect.why-hint', 'Counted in the racks, change 4790')}
          untilWhat={t('ceph.expect.until-what', 'Optional, that day included. Without it, until the next list.')}
        />
        <SaveFoot append={append} save={t('ceph.expect.do', 'Accept')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

/** What differs from the list before. */
function Changes({ things, said }: Pick<Props, 'things' | 'said'>) {
  if (said === null) {
    return <p>{t('ceph.expect.first', 'It is the first list of this cluster.')}</p>;
  }
  const { added, gone } = osdDifference(said.values, things.values);
  return (
    <p>
      {t('ceph.expect.new', 'New: {{osds}}.', { osds: added.length === 0 ? none() : namesText(added) })}{' '}
      {t('ceph.expect.dropped', 'Gone for good, and not expected any more: {{osds}}.', {
        osds: gone.length === 0 ? none() : namesText(gone),
      })}
    </p>
  );
}

function none(): string {
  return t('ceph.expect.none', 'none');
}
