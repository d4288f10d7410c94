import { Button, Field, Input, Modal } from '@grafana/ui';
import { useId, useMemo, useRef, useState, type FormEvent } from 'react';

import type { BoardItem } from '../../core/checklist/board';
import { colleagues } from '../../core/checklist/colleagues';
import { useConnection } from '../../ui/connection';
import type { Round } from '../../ui/round/useRound';
import { useSummaries } from '../../ui/round/useSummaries';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';

interface Props {
  round: Round;
  entry: BoardItem;
  onGive: (who: string) => void;
  onClose: () => void;
}

/** Asks whose an item is from now on, with the people of the rota and of the last rounds as suggestions. Enter gives. */
export function GiveDialog({ round, entry, onGive, onClose }: Props) {
  const { settings } = useConnection().connection;
  const { user } = useServices();
  const past = useSummaries();
  const [who, setWho] = useState('');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(() => form.current?.querySelector('input'));
  const known = useMemo(() => {
    const written = [...(past.state === 'ready' ? past.value : []), ...round.events];
    return colleagues(settings.duty ?? [], written).filter((one) => one !== user.login);
  }, [settings, past, round.events, user]);
  const login = who.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login !== '') {
      onGive(login);
      onClose();
    }
  };
  return (
    <Modal
      isOpen
      onDismiss={onClose}
      title={t('give.title', 'Give {{title}} to somebody', { title: entry.item.title })}
    >
      <form ref={form} onSubmit={submit}>
        <Field
          label={t('give.who', 'Who takes it?')}
          description={t(
            'give.what',
            'A login. Nobody is told: it stands at the item, in carry-over and in the handover.'
          )}
          htmlFor={id}
        >
          <Input
            id={id}
            list={`${id}-known`}
            maxLength={100}
            autoComplete="off"
            value={who}
            onChange={(event) => setWho(event.currentTarget.value)}
          />
        </Field>
        <datalist id={`${id}-known`}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Modal.ButtonRow>
          <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
            {t('decide.cancel', 'Cancel')}
          </Button>
          <Button type="submit" disabled={login === ''}>
            {t('give.give', 'Give')}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
