import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';

/** One thing to say of a place in a file. */
export interface Note {
  /** From 1. */
  line: number;
  /** Path of the field; empty for the file. */
  field: string;
  why: string;
}

/**
 * A place in a foreign YAML file, read leniently: what is not there is an empty field, and nothing throws. Which fields were looked at is
 * remembered, so that what nobody looked at can be listed.
 */
export interface Field {
  /** From 1; the parent's where it is not there. */
  line: number;
  path: string;
  exists: boolean;
  /** A field of a map by the first of its spellings that is there. */
  at(...names: string[]): Field;
  /** Items of a list; none of anything else. */
  items(): Field[];
  /** Fields of a map; none of anything else. */
  entries(): Array<[name: string, field: Field]>;
  /** Text or number as it is written, `99.90`; undefined for anything else and for nothing. */
  text(): string | undefined;
  /** True or false; undefined for anything else. */
  flag(): boolean | undefined;
  /** Looked at as a whole, with all that is in it. */
  passOver(): void;
}

export interface ForeignFile {
  /** The documents; one that is a list counts as its items. */
  documents: readonly Field[];
  /** Syntax that is not YAML. */
  broken: readonly Note[];
  /** The highest fields under a place that nobody looked at. */
  unseen(field: Field): readonly Field[];
}

const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 60;

/** Reads all documents of a file. Never throws. */
export function readForeign(text: string): ForeignFile {
  if (text.length > MAX_BYTES) {
    const why = `the file has ${text.length} characters, at most ${MAX_BYTES} are read`;
    return { documents: [], broken: [{ line: 1, field: '', why }], unseen: () => [] };
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const documents: readonly Document[] = Array.isArray(parsed) ? parsed : [];
  const faults = new Map(documents.map((document) => [document, faultsOf(document, lines)]));
  const broken = [...faults.values()].flat();
  const seen = new Set<Node>();
  const roots = documents
    .filter((document) => faults.get(document)?.length === 0)
    .flatMap((document) => {
      const reader = new Reader(document, lines, seen);
      const root = reader.field(document.contents, '', reader.lineOf(document.contents) ?? 1, 0);
      const items = root.items();
      return items.length > 0 ? items : root.exists ? [root] : [];
    });
  return { documents: roots, broken, unseen: (field) => unseenIn(field, seen) };
}

/** What makes a document unreadable: its syntax, else keys of which nobody could say which is meant. */
function faultsOf(document: Document, lines: LineCounter): readonly Note[] {
  const note = (at: number, why: string): Note => ({ line: lines.linePos(at).line, field: '', why });
  if (document.errors.length > 0) {
    return document.errors.slice(0, 3).map(({ pos, message }) => note(pos[0], `not YAML: ${message}`));
  }
  const doubles: Note[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && name !== MERGE && names.size === names.add(name).size) {
          doubles.push(note(rangeStart(key) ?? 0, `the key ${name} stands there twice`));
        }
      }
    },
  });
  return doubles;
}

/** The key whose value is merged into its map. */
const MERGE = '<<';

const NODES = new WeakMap<Field, Node>();

interface Pair {
  name: string;
  value: unknown;
  line: number;
}

class Reader {
  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly seen: Set<Node>
  ) {}

  field(found: unknown, path: string, line: number, depth: number): Field {
    const node = this.resolved(found);
    const child = (inner: unknown, name: string, at: number) => this.field(inner, name, at, depth + 1);
    const isDeep = depth > MAX_DEPTH;
    const mark = () => node && this.seen.add(node);
    const pairs = () => (isMap(node) && !isDeep ? this.pairsOf(node, line) : []);
    const field: Field = {
      line,
      path,
      exists: node !== undefined && !(isScalar(node) && node.value === null),
      at: (...names) => {
        mark();
        const all = pairs();
        const pair = names.map((name) => all.find((one) => one.name === name)).find((one) => one !== undefined);
        const name = pair?.name ?? names[0] ?? '';
        return child(pair?.value, path === '' ? name : `${path}.${name}`, pair?.line ?? line);
      },
      items: () => {
        mark();
        return isSeq(node) && !isDeep
          ? node.items.map((item, index) => child(item, `${path}[${index}]`, this.lineOf(item) ?? line))
          : [];
      },
      entries: () => {
        mark();
        return pairs().map((pair) => [
          pair.name,
          child(pair.value, path === '' ? pair.name : `${path}.${pair.name}`, pair.line),
        ]);
      },
      text: () => {
        mark();
        return isScalar(node) ? textOf(node) : undefined;
      },
      flag: () => {
        mark();
        return isScalar(node) && typeof node.value === 'boolean' ? node.value : undefined;
      },
      passOver: () => this.passOver(node),
    };
    if (node) {
      NODES.set(field, node);
    }
    return field;
  }

  /** Its own pairs, then those of the maps that are merged into it; the first of a name counts. */
  private pairsOf(map: YAMLMap, line: number, passed = new Set<Node>()): Pair[] {
    passed.add(map);
    const all = map.items.map(({ key, value }) => ({ name: this.nameOf(key), value, line: this.lineOf(key) ?? line }));
    const pairs = new Map(all.filter(({ name }) => name !== MERGE).map((pair) => [pair.name, pair]));
    for (const { value } of all.filter(({ name }) => name === MERGE)) {
      const merged = this.resolved(value);
      for (const item of isSeq(merged) ? merged.items : [merged]) {
        const other = this.resolved(item);
        if (isMap(other) && !passed.has(other)) {
          this.seen.add(other);
          this.pairsOf(other, line, passed).forEach((pair) => pairs.set(pair.name, pairs.get(pair.name) ?? pair));
        }
      }
    }
    return [...pairs.values()];
  }

  /** Aliases are followed once, however often they stand there. */
  private passOver(found: unknown, passed = new Set<Node>()): void {
    const node = this.resolved(found);
    if (!node || passed.has(node)) {
      return;
    }
    passed.add(node);
    this.seen.add(node);
    if (isMap(node)) {
      node.items.forEach(({ value }) => this.passOver(value, passed));
    } else if (isSeq(node)) {
      node.items.forEach((item) => this.passOver(item, passed));
    }
  }

  private resolved(found: unknown): Node | undefined {
    const node = isAlias(found) ? found.resolve(this.document) : found;
    return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
  }

  private nameOf(key: unknown): string {
    const node = this.resolved(key);
    return isScalar(node) ? String(node.value) : '';
  }

  lineOf(key: unknown): number | undefined {
    const start = rangeStart(key);
    return start === undefined ? undefined : this.lines.linePos(start).line;
  }
}

/** The text as it stands there: of a number its own digits. */
function textOf({ value, source }: { value: unknown; source?: string }): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'bigint' ? (source ?? String(value)) : undefined;
}

function rangeStart(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : undefined;
}

function unseenIn(field: Field, seen: ReadonlySet<Node>, passed = new Set<Node>()): readonly Field[] {
  const node = NODES.get(field);
  if (!node || !field.exists || passed.has(node)) {
    return [];
  }
  passed.add(node);
  if (!seen.has(node)) {
    return [field];
  }
  const children = isMap(node) ? field.entries().map(([, child]) => child) : field.items();
  return children.flatMap((child) => unseenIn(child, seen, passed));
}
