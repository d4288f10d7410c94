import { Button, Field, Input, Modal } from '@grafana/ui';
import { useId, useRef, useState, type FormEvent } from 'react';

import { t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';

interface Props {
  title: string;
  /** What follows from it. */
  consequence: string;
  /** What the button says. */
  act: string;
  onAct: (reason: string) => void;
  onClose: () => void;
}

/** Asks why. Enter acts. */
export function ReasonDialog({ title, consequence, act, onAct, onClose }: Props) {
  const [reason, setReason] = useState('');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(() => form.current?.querySelector('input'));
  const complete = reason.trim() !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) {
      onAct(reason.trim());
      onClose();
    }
  };
  return (
    <Modal isOpen onDismiss={onClose} title={title}>
      <form ref={form} onSubmit={submit}>
        <p>{consequence}</p>
        <Field label={t('reason.why', 'Why?')} description={t('reason.kept', 'Kept with your name.')} htmlFor={id}>
          <Input
            id={id}
            maxLength={1000}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        <Modal.ButtonRow>
          <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
            {t('decide.cancel', 'Cancel')}
          </Button>
          <Button type="submit" disabled={!complete}>
            {act}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
