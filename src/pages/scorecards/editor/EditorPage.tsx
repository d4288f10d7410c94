import { Frame } from '../Frame';

export function EditorPage({ id }: { id: string | null }) {
  return <Frame name={id ?? 'New objective'}>editor</Frame>;
}
