import { initPluginTranslations, t as translate } from '@grafana/i18n';

type Values = Readonly<Record<string, string | number>>;

// React escapes what it draws; i18next must not do it a second time.
const PLAIN = { interpolation: { escapeValue: false } };

/** Binds `t` to the app's own texts. To be awaited once by each lazy entry (pages, panels) before the first render. */
export async function initTexts(): Promise<void> {
  await initPluginTranslations('opsrounds-ops-app');
}

/** The text of `key` in the user's language, else the English given here; `{{name}}` is replaced by `values.name`. */
export function t(key: string, english: string, values: Values = {}): string {
  return fill(translate(key, english, { ...PLAIN, ...marked(values) }), values);
}

/** Like `t` for a text that depends on a number, which it may show as `{{count}}`. */
export function plural(
  key: string,
  count: number,
  english: { one: string; other: string },
  values: Values = {}
): string {
  const text = translate(key, english.other, {
    ...PLAIN,
    ...marked(values),
    count,
    defaultValue_one: english.one,
    defaultValue_other: english.other,
  });
  return fill(text, values);
}

/** i18next looks for `{{...}}` in what it has put in already, and a label may hold any text: it gets marks instead. */
function marked(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u{e000}${name}\u{e001}` : value])
  );
}

function fill(text: string, values: Values): string {
  return text.replace(/\u{e000}(\w+)\u{e001}/gu, (_mark, name: string) => String(values[name]));
}
