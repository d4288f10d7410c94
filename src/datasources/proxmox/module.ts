import { dataSourcePlugin } from '../../ui/datasource/dataSourcePlugin';
import { annotationEvents } from './annotationEvents';
import { FILTERS, isKind, VARIABLE_LISTS, type ProxmoxQuery, type ProxmoxVariableQuery } from './query';
import { productOf, type ProxmoxSecrets, type ProxmoxSettings } from './settings';

export const plugin = dataSourcePlugin<ProxmoxQuery, ProxmoxVariableQuery, ProxmoxSettings, ProxmoxSecrets>({
  isKind,
  filters: FILTERS,
  firstQuery: (settings) => ({ kind: productOf(settings) === 'pve' ? 'guests' : 'datastores' }),
  firstAnnotation: { kind: 'tasks' },
  annotationEvents,
  firstList: (settings) => VARIABLE_LISTS[productOf(settings)][0],
  variableFilters: ['node'],
  configEditor: async () => (await import('./config/ConfigEditor')).ConfigEditor,
  queryEditor: async () => (await import('./QueryEditor')).QueryEditor,
  variableEditor: async () => (await import('./VariableEditor')).VariableEditor,
  responder: async (source) => (await import('./responder')).responder(source),
  selfTest: async (source) => (await import('./selfTest/selfTests')).selfTest(source),
});
