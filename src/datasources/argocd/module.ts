import { dataSourcePlugin } from '../../ui/datasource/dataSourcePlugin';
import { annotationEvents } from './annotationEvents';
import { FILTERS, isKind, type ArgocdQuery, type ArgocdVariableQuery } from './query';
import type { ArgocdSecrets, ArgocdSettings } from './settings';

export const plugin = dataSourcePlugin<ArgocdQuery, ArgocdVariableQuery, ArgocdSettings, ArgocdSecrets>({
  isKind,
  filters: FILTERS,
  firstQuery: () => ({ kind: 'applications' }),
  firstAnnotation: { kind: 'history' },
  annotationEvents,
  firstList: () => 'applications',
  variableFilters: ['project'],
  configEditor: async () => (await import('./config/ConfigEditor')).ConfigEditor,
  queryEditor: async () => (await import('./QueryEditor')).QueryEditor,
  variableEditor: async () => (await import('./VariableEditor')).VariableEditor,
  responder: async (source) => (await import('./responder')).responder(source),
  selfTest: async (source) => (await import('./selfTest/selfTests')).selfTest(source),
});
