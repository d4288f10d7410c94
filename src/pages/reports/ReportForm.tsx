import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, Field, Input, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import type { ReportOrder } from './makeReport';
import { chooseMonth, fullMonths, monthLabel } from './months';

interface Props {
  working: boolean;
  onCreate: (order: ReportOrder) => void;
}

/** Which month, and what page 1 says beside the figures. The month is part of the address. */
export function ReportForm({ working, onCreate }: Props) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const { clock } = useServices();
  const [params, setParams] = useSearchParams();
  const [organisation, setOrganisation] = useState('');
  const [preparedBy, setPreparedBy] = useState('');
  const asked = params.get('month');
  const choice = useMemo(() => chooseMonth(asked, zone, clock()), [asked, zone, clock]);
  const options = useMemo(
    () => fullMonths(clock(), zone).map((value) => ({ value, label: monthLabel(value) })),
    [clock, zone]
  );
  const choose = (month: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      next.set('month', month);
      return next;
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (choice.ok && !working) {
          onCreate({ month: choice.month, organisation: nameOf(organisation), preparedBy: nameOf(preparedBy) });
        }
      }}
    >
      <Field
        noMargin
        label={t('reports.month', 'Month')}
        description={period(zone, choice)}
        invalid={!choice.ok}
        error={choice.ok ? undefined : choice.error}
      >
        <Combobox
          id="report-month"
          options={options}
          value={choice.ok ? { value: choice.month.id, label: monthLabel(choice.month.id) } : null}
          placeholder={t('reports.month-choose', 'Choose a month')}
          onChange={({ value }) => choose(value)}
          disabled={working}
          width={32}
        />
      </Field>
      <div className={styles.names}>
        <Field noMargin label={t('reports.organisation', 'Organisation (optional)')}>
          <Input
            id="report-organisation"
            value={organisation}
            maxLength={60}
            disabled={working}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
        </Field>
        <Field noMargin label={t('reports.prepared-by', 'Prepared by (optional)')}>
          <Input
            id="report-prepared-by"
            value={preparedBy}
            maxLength={60}
            disabled={working}
            onChange={(event) => setPreparedBy(event.currentTarget.value)}
          />
        </Field>
      </div>
      <div>
        <Button type="submit" icon="file-alt" disabled={!choice.ok || working}>
          {t('reports.create', 'Create report')}
        </Button>
      </div>
    </form>
  );
}

function nameOf(text: string): string | null {
  const name = text.trim();
  return name === '' ? null : name;
}

function period(zone: string, choice: ReturnType<typeof chooseMonth>): string {
  return choice.ok
    ? t('reports.period', 'Calendar month in {{zone}}: {{hours}} hours', { zone, hours: choice.month.hours })
    : t('reports.zone', 'Calendar month in {{zone}}', { zone });
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  names: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: theme.spacing(2),
    maxWidth: 520,
  }),
});
