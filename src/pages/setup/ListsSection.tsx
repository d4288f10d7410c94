import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, Field, TextArea, useStyles2 } from '@grafana/ui';
import { useId, useMemo, useState } from 'react';

import { scheduleOf } from '../../core/checklist/derive';
import type { Settings } from '../../core/settings/settings';
import { useConnection } from '../../ui/connection';
import { Mark } from '../../ui/Mark';
import { missingVersionWords } from '../../ui/round/versionWords';
import { Section } from '../../ui/Section';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { differs, listsDraft, readListsDraft, type DraftProblem, type ListsDraft } from './listsDraft';
import { ListTable } from './ListTable';
import { RefusedNotice } from './RefusedNotice';
import { RotationFields } from './RotationFields';
import { useChange } from './useChange';

/** Which lists are on, in which zone, when nobody works and who is on duty. For Admins; everybody else reads it. */
export function ListsSection({ onSaved }: { onSaved: () => void }) {
  const styles = useStyles2(getStyles);
  const { user, clock } = useServices();
  const { connection, library, templates } = useConnection();
  // What it was when it was opened: what others save meanwhile is a conflict.
  const [base] = useState(connection.settings);
  const [draft, setDraft] = useState(() => listsDraft(base));
  const change = useChange(onSaved);
  const read = useMemo(() => readListsDraft(draft), [draft]);
  const schedule = useMemo(() => scheduleOf({ ...base, ...read.settings }), [base, read]);
  const isChanged = differs(draft, listsDraft(base));
  const isFixed = !user.isAdmin;
  const edit = (part: Partial<ListsDraft>) => setDraft({ ...draft, ...part });
  const save = () => change.save(base, async () => withStart(read.settings, base, clock()));
  return (
    <Section
      title={t('setup.lists', 'Checklists')}
      anchor="checklists"
      count={onWords(draft.on, library.checklists.length)}
      help={isFixed && t('setup.ask-admin', 'Ask an organisation admin to change this.')}
    >
      {templates.missing.map((missing) => (
        <p key={missing.list}>
          <Mark state="unknown" glyphOnly size="sm" /> {missingVersionWords(missing)}
        </p>
      ))}
      <ListTable
        lists={library.checklists}
        on={draft.on}
        schedule={schedule}
        isFixed={isFixed}
        onChange={(on) => edit({ on })}
      />
      <div className={styles.fields}>
        <ZoneField zone={draft.zone} isFixed={isFixed} onChange={(zone) => edit({ zone })} />
        <HolidaysField
          text={draft.holidays}
          problems={read.problems}
          isFixed={isFixed}
          onChange={(holidays) => edit({ holidays })}
        />
      </div>
      <h3 className={styles.heading}>{t('setup.duty', 'On duty')}</h3>
      <RotationFields
        rotations={draft.rotations}
        wrong={wrongFields(read.problems)}
        isFixed={isFixed}
        onChange={(rotations) => edit({ rotations })}
      />
      {!isFixed && (
        <div className={styles.foot}>
          <Button onClick={save} disabled={!isChanged || read.problems.length > 0 || change.isSaving}>
            {change.isSaving ? t('save.saving', 'Saving') : t('setup.save-lists', 'Save checklists')}
          </Button>
          <span className={styles.quiet}>{saveWords(isChanged, read.problems, draft.on)}</span>
        </div>
      )}
      {change.refused && <RefusedNotice refused={change.refused} />}
    </Section>
  );
}

/** Turning on the first list starts the rounds, and one that follows has its own start: none of its rounds is due before. */
function withStart(lists: Partial<Settings>, base: Settings, nowMs: number): Partial<Settings> {
  const { startedMs, checklists = [], turnedOnMs = {} } = base;
  if (startedMs === undefined) {
    return lists.checklists?.length === 0 ? lists : { ...lists, startedMs: nowMs };
  }
  const added = (lists.checklists ?? []).filter((id) => !checklists.includes(id));
  return added.length === 0
    ? lists
    : { ...lists, turnedOnMs: { ...turnedOnMs, ...Object.fromEntries(added.map((id) => [id, nowMs])) } };
}

function onWords(on: readonly string[], lists: number): string {
  return t('setup.n-on', '{{n}} of {{lists}} on', { n: on.length, lists });
}

/** Why it cannot be saved, or what saving leads to. */
function saveWords(isChanged: boolean, problems: readonly DraftProblem[], on: readonly string[]): string {
  if (!isChanged) {
    return t('setup.unchanged', 'Nothing is changed.');
  }
  if (problems.length > 0) {
    return plural('setup.wrong', problems.length, {
      one: '{{count}} entry above does not fit.',
      other: '{{count}} entries above do not fit.',
    });
  }
  return on.length === 0
    ? t('setup.none-on', 'With no list on there are no rounds.')
    : t('setup.not-saved-yet', 'Nothing is saved yet.');
}

function wrongFields(problems: readonly DraftProblem[]): ReadonlySet<string> {
  return new Set(problems.flatMap((one) => (one.of === 'rotation' ? `${one.index} ${one.field}` : [])));
}

function ZoneField({ zone, isFixed, onChange }: { zone: string; isFixed: boolean; onChange: (zone: string) => void }) {
  const id = useId();
  const options = useMemo(() => {
    const zones = new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')]);
    return [...zones].map((value) => ({ value, label: value }));
  }, [zone]);
  return (
    <Field
      noMargin
      label={t('setup.zone', 'Time zone')}
      description={t('setup.zone-what', 'Of all rounds and reports')}
      htmlFor={id}
    >
      <Combobox
        id={id}
        options={options}
        value={zone}
        disabled={isFixed}
        width={34}
        onChange={({ value }) => onChange(value)}
      />
    </Field>
  );
}

interface HolidaysProps {
  text: string;
  problems: readonly DraftProblem[];
  isFixed: boolean;
  onChange: (text: string) => void;
}

function HolidaysField({ text, problems, isFixed, onChange }: HolidaysProps) {
  const id = useId();
  const wrong = problems.find((one) => one.of === 'holidays');
  return (
    <Field
      noMargin
      label={t('setup.holidays', 'Holidays')}
      description={t('setup.holidays-what', 'One date a line, such as 2026-12-25')}
      htmlFor={id}
      invalid={wrong !== undefined}
      error={wrong && t('setup.no-date', 'Line {{line}} is no date: {{text}}', { line: wrong.line, text: wrong.text })}
    >
      <TextArea
        id={id}
        rows={Math.min(12, Math.max(4, text.split('\n').length))}
        cols={34}
        value={text}
        disabled={isFixed}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2, 4),
    marginTop: theme.spacing(3),
  }),
  heading: css({ ...theme.typography.h6, margin: theme.spacing(3, 0, 1) }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(2),
  }),
  quiet: css({ color: theme.colors.text.secondary }),
});
