import { Button } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';

import { HISTORY_READ_DAYS } from '../../core/checklist/history';
import type { ChecklistTemplate } from '../../core/checklist/template';
import { useBegun } from '../../ui/round/useBegun';
import { t } from '../../ui/t';
import { todayPath } from './paths';

/** Begins a round of a list on demand and opens it. */
export function StartButton({ template }: { template: ChecklistTemplate }) {
  const { begin } = useBegun(template, HISTORY_READ_DAYS);
  const navigate = useNavigate();
  const start = () => {
    begin?.();
    navigate(todayPath(template.id));
  };
  return (
    <Button
      size="sm"
      variant="secondary"
      icon="play"
      disabled={begin === null}
      aria-label={t('checklists.start', 'Start {{list}}', { list: template.title })}
      onClick={start}
    >
      {t('begin.start', 'Start')}
    </Button>
  );
}
