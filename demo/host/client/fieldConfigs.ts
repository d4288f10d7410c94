import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldColorModeId,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type FieldConfigPropertyItem,
} from '@grafana/data';

const NoEditor = () => null;

function property(id: string, process: unknown, defaultValue?: unknown): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    editor: NoEditor,
    override: NoEditor,
    process: process as FieldConfigPropertyItem['process'],
    shouldApply: () => true,
    defaultValue,
    settings: {},
    category: ['Standard options'],
  };
}

/** The standard field options with @grafana/data's own processors; editors are not needed, nothing is edited here. */
export const standardFieldConfigs = (): FieldConfigPropertyItem[] => [
  property('unit', unitOverrideProcessor),
  property('min', numberOverrideProcessor),
  property('max', numberOverrideProcessor),
  property('fieldMinMax', booleanOverrideProcessor),
  property('decimals', numberOverrideProcessor),
  property('displayName', displayNameOverrideProcessor),
  property('noValue', stringOverrideProcessor),
  property('color', identityOverrideProcessor, { mode: FieldColorModeId.Thresholds }),
  property('thresholds', thresholdsOverrideProcessor, {
    mode: 'absolute',
    steps: [
      { value: -Infinity, color: 'green' },
      { value: 80, color: 'red' },
    ],
  }),
  property('mappings', valueMappingsOverrideProcessor, []),
  property('links', dataLinksOverrideProcessor, []),
  property('actions', dataLinksOverrideProcessor, []),
  property('filterable', booleanOverrideProcessor),
  property('description', stringOverrideProcessor),
];
